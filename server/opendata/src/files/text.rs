//! CSV (RFC 4180, UTF-8, with a head), JSON (a list of objects) and NDJSON (an object a line).

use crate::schema::{Schema, Value};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

type Sink = BufWriter<File>;

fn sink(path: &Path) -> io::Result<Sink> {
    Ok(BufWriter::with_capacity(64 * 1024, File::create(path)?))
}

pub(super) struct Csv(csv::Writer<Sink>);

impl Csv {
    pub fn create(path: &Path, schema: &Schema) -> io::Result<Csv> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink(path)?);
        writer.write_record(schema.fields.iter().map(|field| &field.name))?;
        Ok(Csv(writer))
    }

    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        Ok(self.0.write_record(values.iter().map(Value::to_text))?)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Objects with the columns' names, in their order.
struct Objects {
    sink: Sink,
    /// `"name":` of each column.
    names: Vec<String>,
}

impl Objects {
    fn create(path: &Path, schema: &Schema) -> io::Result<Objects> {
        let names = schema.fields.iter().map(|field| format!("{}:", serde_json::Value::from(field.name.as_str())));
        Ok(Objects { sink: sink(path)?, names: names.collect() })
    }

    fn object(&mut self, values: &[Value]) -> io::Result<()> {
        for (place, (name, value)) in self.names.iter().zip(values).enumerate() {
            self.sink.write_all(if place == 0 { b"{" } else { b"," })?;
            self.sink.write_all(name.as_bytes())?;
            serde_json::to_writer(&mut self.sink, &value.to_json())?;
        }
        self.sink.write_all(b"}")
    }
}

pub(super) struct Json {
    objects: Objects,
    begun: bool,
}

impl Json {
    pub fn create(path: &Path, schema: &Schema) -> io::Result<Json> {
        let mut objects = Objects::create(path, schema)?;
        objects.sink.write_all(b"[")?;
        Ok(Json { objects, begun: false })
    }

    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        self.objects.sink.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        self.objects.object(values)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.objects.sink.write_all(b"\n]\n")?;
        self.objects.sink.flush()
    }
}

pub(super) struct Ndjson(Objects);

impl Ndjson {
    pub fn create(path: &Path, schema: &Schema) -> io::Result<Ndjson> {
        Objects::create(path, schema).map(Ndjson)
    }

    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        self.0.object(values)?;
        self.0.sink.write_all(b"\n")
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.0.sink.flush()
    }
}
