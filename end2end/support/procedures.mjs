// What the journeys answer to each procedure's questions, and what the register shows afterwards.
// `n` tells one journey from another, so that what is filed is each time something new.

export const daysAgo = (days) => new Date(Date.now() - (days * 24 + 2) * 3600 * 1000);

export const date = (name, day) => ({
  [`${name}_day`]: String(day.getDate()),
  [`${name}_month`]: String(day.getMonth() + 1),
  [`${name}_year`]: String(day.getFullYear()),
});

// In Minsk: nothing was decided in a company before it was registered, and one of the demo's may be of today.
const today = () => {
  const [year, month, day] = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Minsk" }).format(new Date()).split("-");
  return new Date(Number(year), Number(month) - 1, Number(day));
};

const paper = ["basis", { ...date("paper", today()), paper_by: "общее собрание участников" }];
const activity = (code) => ["activity", { activity_code: code, activity_licence: "not-needed" }];

const names = (own, suffix = "") => ({
  [`full_name${suffix}`]: `Общество с ограниченной ответственностью "${own}"`,
  [`short_name${suffix}`]: `ООО "${own}"`,
  [`full_name_be${suffix}`]: `Таварыства з абмежаванай адказнасцю "${own}"`,
  [`short_name_be${suffix}`]: `ТАА "${own}"`,
});

const OWN = ["Васильковая межа", "Росная луговина", "Ясень и клён", "Тихая протока", "Медвежий угол", "Старая мельница"];
export const ownName = (n) => OWN[n % OWN.length];

const place = ["place", { area: "7121", settlement_kind: "аг.", settlement: "Александрия" }];
const street = { street_kind: "ул.", street: "Оршанская", house: "7А", postcode: "213010" };

export const nameApproval = (own) => [
  ["office", { area: "7121" }],
  ["first", names(own)],
  ["second", {}],
  ["third", {}],
  ["founder", { founder_name: "Шиманский Виктор Андреевич", phone: "+375 29 123-45-67" }],
];

export const soleProprietor = (person, personalNumber) => [
  ["person", { applicant_name: person, applicant_name_be: "Кавалёва Алена Віктараўна", personal_number: personalNumber }],
  place,
  ["street", { ...street, street: "Потаённая" }],
  activity("62010"),
  ["contacts", { phone: "+375 29 123-45-67" }],
];

// Two founders, each with the address under which they sign in.
export const legalEntity = (approval) => [
  ["name", { approval_number: approval }],
  place,
  ["street", street],
  ["premises", { premises: "non_residential", room_kind: "каб.", room: "12" }],
  ["founder-1", founder(1, "Ковалёва Елена Викторовна", "elena@akno.example", "60", "yes")],
  ["founder-2", founder(2, "Шиманский Виктор Андреевич", "viktor@akno.example", "40", "no")],
  ["capital", { capital: "1000" }],
  ["head", { manager_name: "Шиманский Виктор Андреевич", manager_post: "директор", manager_email: "viktor@akno.example" }],
  activity("62010"),
  ["contacts", { phone: "+375 29 123-45-67" }],
  paper,
];

const founder = (n, name, email, share, more) => ({
  [`founder_${n}_name`]: name,
  [`founder_${n}_email`]: email,
  [`founder_${n}_share`]: share,
  [`founder_${n}_more`]: more,
});

export const changeOfName = (own) => [["name", { ...names(own), brand_name: own }], paper];

export const changeOfCharter = [
  ["what", { charter_fund: "yes", charter_words: "Уставный фонд увеличен до 20 000 рублей", charter_form: "anew", charter_identical: "yes" }],
  paper,
];

export const changeOfActivity = (code) => [activity(code)];

export const correction = (wrong, right) => [
  ["fact", { corrected_fact: "short-name" }],
  ["right", { wrong_text: wrong, right_text: right }],
  paper,
];

export const duplicate = [["why", { certificate_reason: "lost", certificate_words: "Пропало при переезде" }]];

const claims = ["claims", { claims_months: "2", claims_address: "213010, г. Шклов, ул. Ленинская, 10", claims_phone: "+375 29 123-45-67" }];

export const liquidation = [
  ["decision", { ...date("decided", daysAgo(1)), decided_by: "общее собрание участников", liquidation_order: "Требования принимает ликвидатор" }],
  ["liquidator", { liquidator_kind: "liquidator", liquidator_name: "Новикова Алеся Андреевна", liquidator_email: "elena@akno.example" }],
  claims,
];

export const termination = [["decision", date("decided", daysAgo(1))], claims];

// A further filing of a liquidation, decided on a day; a sole proprietor, who decides alone, is not asked who did.
export const stage = (name, day, more, by = { decided_by: "общее собрание участников" }) => [
  ["stage", { stage: name, ...more }],
  ["basis", { ...date("decided", day), ...by }],
];
