/* Asks for the picture of the text: one question at a time, and when its answer comes, the newest text. A wait
   after each key would be longer than an article takes. Once the keys rest, it asks what there is to say of it. */
import { Closed, Refused, server } from "./server.js";

const SLOW = 1500; // ms until the page says that it is working
const RESTS = 250; // ms after the last key
const LONGEST_REST = 2000; // where it takes long to say what there is to say
const NEWER = 409; // status: a newer text has come

let number = 0; // of the newest question of this page: an older one is not answered

/**
 * @param {() => object} take gives the text as `{ words }`
 * @param {() => object} options what else to ask
 * @param {object} on `drawn(answer, text)` says whether all its blocks are known, `reviewed(answer, text)`,
 *   `slow(isSlow)`, `refused(message)`
 */
export function makeRendering(take, options, on) {
  let have = null; // the number of the answer that is shown
  let isAsking = false;
  let isDue = false;
  let isWhole = false; // whether the next question is for all of the text read anew
  let isTyped = false; // whether the newest change was a key
  let resting = 0;
  let took = 0; // ms that the last review took

  async function ask() {
    if (isAsking) return void (isDue = true);
    isAsking = true;
    isDue = false;
    clearTimeout(resting);
    const slow = setTimeout(on.slow, SLOW, true);
    const text = take();
    const isAnswered = await answered(async () => {
      const seq = ++number;
      const query = { seq, have: have ?? undefined, whole: isWhole ? 1 : undefined, ...options() };
      isWhole = false;
      const answer = await server.render(query, text.words);
      const isKnown = on.drawn(answer, text);
      have = isKnown ? seq : null;
      isDue ||= !isKnown;
      if (!isDue) resting = setTimeout(review, isTyped ? rest() : 0, seq, text);
    });
    if (!isAnswered) {
      have = null;
      text.drop();
    }
    clearTimeout(slow);
    on.slow(false);
    isAsking = false;
    if (isDue) ask();
  }

  /* A review that a new key cuts short was for nothing. */
  const rest = () => Math.min(LONGEST_REST, Math.max(RESTS, took / 4));

  async function review(seq, text) {
    await answered(async () => {
      const start = performance.now();
      const answer = await server.review(seq);
      took = performance.now() - start;
      if (seq !== number) return;
      on.reviewed(answer, text);
      isWhole = answer.stale; // the picture is read from what changed, and that may change how the rest is read
      if (isWhole) ask();
    });
  }

  async function answered(asking) {
    try {
      await asking();
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status !== NEWER) on.refused(error.message);
      else if (!(error instanceof Closed || error instanceof Refused)) throw error;
      return false;
    }
  }

  /* The next answer holds every block: another text, another look, another converter. */
  function anew() {
    have = null;
    isTyped = false;
    return ask();
  }

  return {
    changed(wasTyped) {
      isTyped = wasTyped;
      ask();
    },
    anew,
    isIdle: () => !isAsking && !isDue,
  };
}
