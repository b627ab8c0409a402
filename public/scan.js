// Reads a paper's QR with the camera, where the browser can (BarcodeDetector). Elsewhere the code is typed, or a scanner
// types it.

const place = document.getElementById("scan");
const field = document.querySelector('[name="code"]');

if (place && "BarcodeDetector" in globalThis && navigator.mediaDevices?.getUserMedia) offer();

async function offer() {
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return;
  const words = JSON.parse(place.dataset.words);
  const button = make("button", { type: "button", className: "btn btn-secondary", textContent: words.start });
  const said = make("p", {});
  said.setAttribute("role", "status");
  const video = make("video", { muted: true, playsInline: true, hidden: true });
  let camera = null;
  const stop = () => {
    camera?.getTracks().forEach((track) => track.stop());
    camera = null;
    video.hidden = true;
    button.textContent = words.start;
    said.textContent = "";
  };
  button.addEventListener("click", async () => {
    if (camera) return stop();
    try {
      camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      said.textContent = words.failed;
      return;
    }
    video.srcObject = camera;
    video.hidden = false;
    await video.play();
    button.textContent = words.stop;
    said.textContent = words.look;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (camera) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found?.rawValue && camera) {
        stop();
        field.value = found.rawValue.slice(0, 300);
        field.form.requestSubmit();
        return;
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  });
  place.append(button, said, video);
  place.hidden = false;
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
