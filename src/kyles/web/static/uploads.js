// Files are sent in parts, so that a connection that breaks, or a server that ends, loses nothing:
// after it the server is asked how far a file came (tus 1.0), and it goes on from there. Without
// this file the form sends all of them at once.
"use strict";
const PART = 8 << 20;
const TUS = { "Tus-Resumable": "1.0.0" };
const form = document.querySelector("form[data-uploads]");
const shown = document.querySelector(".sending");
const dropped = [];

if (form) {
  const drop = form.querySelector(".drop");
  if (drop) drop.hidden = false;
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await gather(entry, "");
    if (drop) drop.textContent = `${dropped.length} files dropped; choose whose they are, and send.`;
  });
  form.addEventListener("submit", (event) => {
    const files = chosen();
    if (!files.length) return;
    event.preventDefault();
    send(files).catch((error) => {
      form.querySelector("button[type=submit]").disabled = false;
      tell(error.message);
    });
  });
}

// What is in a dropped folder, with the path inside it.
async function gather(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    dropped.push([path + entry.name, file]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return;
    for (const one of some) await gather(one, `${path}${entry.name}/`);
  }
}

function chosen() {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const files = inputs.flatMap((one) => [...one.files]);
  return [...dropped, ...files.map((file) => [file.webkitRelativePath || file.name, file])];
}

async function send(files) {
  form.querySelector("button[type=submit]").disabled = true;
  const whole = files.reduce((sum, [, file]) => sum + file.size, 0);
  const batch = form.dataset.batch || (await begun());
  let before = 0;
  for (const [at, [path, file]] of files.entries()) {
    const told = (here) => tell(`Sending ${path}: ${at + 1} of ${files.length} files`, before + here, whole);
    await sent(batch, path, file, told);
    before += file.size;
  }
  tell("Everything was sent.", whole, whole);
  location.assign(await acted(`${batch}/added`, new URLSearchParams()));
}

async function begun() {
  const fields = new FormData(form);
  fields.delete("files");
  return acted(form.dataset.uploads, new URLSearchParams(fields));
}

// What an act leads to; what it refuses is told in its own words.
async function acted(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) return (await answer.json()).to;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  throw new Error(page.querySelector("main")?.textContent.trim().replace(/\s+/g, " ") || "It was refused.");
}

// One file, from where it is on; a break is waited out, longer each time.
async function sent(batch, path, file, told) {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(path)));
  const headers = { ...TUS, "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` };
  const made = await patiently(() => fetch(`${batch}/files`, { method: "POST", headers }));
  const address = made.headers.get("Location");
  let offset = Number(made.headers.get("Upload-Offset"));
  while (offset < file.size) {
    told(offset);
    offset = await more(address, file, offset);
  }
}

async function more(address, file, offset) {
  const headers = { ...TUS, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
  const body = file.slice(offset, offset + PART);
  const answer = await fetch(address, { method: "PATCH", headers, body }).catch(() => null);
  if (answer?.ok) return Number(answer.headers.get("Upload-Offset"));
  if (isRefusal(answer)) throw new Error("The server takes no more of this file; its disk may be full.");
  const asked = await patiently(() => fetch(address, { method: "HEAD", headers: TUS }));
  return Number(asked.headers.get("Upload-Offset"));
}

// Whether it makes no sense to ask again: not where one has to come in, or where another part is
// still being written, or the offset was another one.
function isRefusal(answer) {
  return answer && answer.status >= 400 && answer.status < 500 && ![401, 409, 423].includes(answer.status);
}

async function patiently(ask) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 15000)) {
    const answer = await ask().catch(() => null);
    if (answer?.ok) return answer;
    if (isRefusal(answer)) throw new Error("The batch is not there any more, or a file was refused.");
    tell(answer ? "Waiting to be let in again: open the server's address in another tab." : "Waiting for the server.");
    await new Promise((done) => setTimeout(done, wait));
  }
}

function tell(words, done, whole) {
  shown.hidden = false;
  shown.querySelector("p").textContent = words;
  const bar = shown.querySelector("progress");
  bar.hidden = whole === undefined;
  if (whole) { bar.max = whole; bar.value = done; }
}
