/* Builds ../page/text/editor.js, one file for browsers, and writes down the sums of what it was built from:
   `npm ci --ignore-scripts && node build.mjs`. With a name, it builds that file and nothing else. */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = name => new URL(name, import.meta.url).pathname;
const BUILT = "../page/text/editor.js";
const OUT = process.argv[2] ?? here(BUILT);

/* style-mod, CodeMirror's keeper of styles, writes a <style> into a document, and a sheet that a script
   made (CSSOM) only into a shadow tree. The page's Content Security Policy allows no <style>, so we
   have it make sheets everywhere. */
const ONLY_IN_SHADOW = "!root.head && root.adoptedStyleSheets";
const madeSheets = {
  name: "made-sheets",
  setup(building) {
    building.onLoad({ filter: /style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (source.split(ONLY_IN_SHADOW).length !== 2) throw new Error(`${path} has changed`);
      return { contents: source.replace(ONLY_IN_SHADOW, "root.adoptedStyleSheets") };
    });
  },
};

await build({
  entryPoints: [here("text.js")],
  outfile: OUT,
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: "es2022",
  banner: {
    js: "/* Built from converter/web/editor. CodeMirror, MIT licence, © Marijn Haverbeke and others. */",
  },
  plugins: [madeSheets],
});

if (!process.argv[2]) {
  const sources = (await readdir(here("."))).filter(name => /\.m?js$|^package.*json$/.test(name)).sort();
  const sums = await Promise.all([...sources, BUILT].map(async name => {
    const sum = createHash("sha256").update(await readFile(here(name))).digest("hex");
    return `${sum}  ${name}\n`;
  }));
  await writeFile(here("SHA256SUMS"), sums.join(""));
}
