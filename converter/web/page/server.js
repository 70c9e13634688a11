/* What the page asks of the converter on this computer. */

const ASKS_AGAIN_AFTER = 1500; // ms, when the converter was closed
const SESSION = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

/** The converter says why it will not. */
export class Refused extends Error {
  constructor(status, { error, remedy = "" }) {
    super(remedy ? `${error} ${remedy}` : error);
    this.status = status;
  }
}

/** Nobody answers. */
export class Closed extends Error {}

const state = new EventTarget();
let isOpen = true;

/** Calls one of these when the converter goes, comes back, or does not know this page. */
export function whenClosed(closed, opened, signal) {
  state.addEventListener("closed", event => closed(event.detail), { signal });
  state.addEventListener("opened", opened, { signal });
}

function lost(isAnew) {
  if (isOpen) setTimeout(ask, ASKS_AGAIN_AFTER);
  isOpen = false;
  state.dispatchEvent(new CustomEvent("closed", { detail: isAnew }));
}

async function ask() {
  const answer = await fetch("/api/hello").catch(() => null);
  if (answer?.ok) {
    isOpen = true;
    state.dispatchEvent(new Event("opened"));
    return;
  }
  if (answer) lost(true);
  setTimeout(ask, ASKS_AGAIN_AFTER);
}

const address = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const asked = new URLSearchParams(given);
  return `/api/${path}${given.length ? `?${asked}` : ""}`;
};

/** An answer of the converter. Raises `Refused` or `Closed`. */
async function call(path, query = {}, options = {}) {
  let answer;
  try {
    answer = await fetch(address(path, query), options);
  } catch {
    lost(false);
    throw new Closed();
  }
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({ error: answer.statusText }));
  if (answer.status === 401) {
    lost(true);
    throw new Closed();
  }
  throw new Refused(answer.status, said);
}

const json = async (...asked) => (await call(...asked)).json();
const post = (body, type = "text/plain;charset=utf-8") => ({ method: "POST", body, headers: { "Content-Type": type } });

export const server = {
  hello: () => json("hello"),
  open: (name, file) => json("open", { name }, post(file, "application/octet-stream")),
  example: () => json("example"),
  render: (query, text) => json("render", { session: SESSION, ...query }, post(text)),
  review: seq => json("problems", { session: SESSION, seq }),
  stop: () => call("stop", { session: SESSION }, post("")),
  mend: (query, text) => json("mend", query, post(text)),
  renumber: (query, given) => json("renumber", query, post(JSON.stringify(given), "application/json")),
  house: () => json("house"),
  useHouse: file => json("house", { name: file.name }, post(file, "application/octet-stream")),
  forgetHouse: () => call("house", {}, { method: "DELETE" }),
  preview: query => json("preview", { session: SESSION, ...query }),
  events: () => new EventSource("/api/events"),

  /** A file: its name, what it holds, and the receipt that was counted from it. */
  async download(query, text) {
    const answer = await call("download", query, post(text));
    const name = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition"))?.[1];
    const receipt = JSON.parse(answer.headers.get("X-Receipt") ?? "null");
    return { name: decodeURIComponent(name ?? "article"), blob: await answer.blob(), receipt };
  },
};
