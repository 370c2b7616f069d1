import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compareComment, startTally } from "../../scripts/fuzz-comments/compare-comments.ts";
import { judgePage } from "../../scripts/fuzz-comments/judge-page.ts";
import { printTally } from "../../scripts/fuzz-comments/print-tally.ts";
import { createRandom } from "../../scripts/fuzz-comments/random.ts";
import { writeComment } from "../../scripts/fuzz-comments/write-comment.ts";

const line = "/orchestrate a since=v1";
const judge = suite("judge of the fuzzed comments");

judge("sees a line of plain text, in paragraphs, lists and headings, links and emphasis", () => {
  const pages = [
    `<p>${line}</p>`,
    `<p>words\n  /orchestrate  a since=v1 \nwords</p>`,
    `<ul>\n<li>words\n${line}</li>\n</ul>`,
    `<h2>${line}</h2>`,
    `<p><a href="http://a">words\n${line}</a></p>`,
    `<p><strong>words\n${line}</strong></p>`,
    `<p>/orchestrate a <a href="http://a">since=v1</a></p>`,
    `<!-- ${line} --><p>${line}</p>`,
    `<p>x<br>${line}</p>`,
    `<code>x</code><p>${line}</p>`,
    `<td>${line}</td>`,
    `<pre>${line}</pre><p>${line}</p>`,
  ];
  for (const page of pages) assert.is(judgePage(page, line), "seen", page);
});

judge("says what hides, quotes or turns a line", () => {
  const pages: readonly (readonly [string, string])[] = [
    [`<pre><code>${line}</code></pre>`, "in pre"],
    [`<p><code>${line}</code></p>`, "in code"],
    [`<p><code>x</p><p>${line}</p>`, "in code"],
    [`<blockquote><p>${line}</p></blockquote>`, "in blockquote"],
    [`<details><summary>x</summary>${line}</details>`, "in details"],
    [`<table><tr><td>${line}</td></tr></table>`, "in table"],
    [`<p><del>x\n${line}\ny</del></p>`, "in del"],
    [`<div hidden><p>${line}</p></div>`, "in hidden"],
    [`<div style="display:none">${line}</div>`, "in style"],
    [`<div dir="rtl">${line}</div>`, "in dir"],
    [`<textarea>${line}</textarea>`, "in textarea"],
    [`<svg><title>${line}</title></svg>`, "in svg"],
    [`<section class="footnotes"><li>${line}</li></section>`, "in class"],
  ];
  for (const [page, sight] of pages) assert.is(judgePage(page, line), sight, page);
});

judge("does not see what is in no text, or in another form", () => {
  const pages = [
    `<!-- \n${line}\n -->`,
    `<!-- x <p>${line}</p>`,
    `<a title="\n${line}\n">x</a>`,
    `<p>/orchestrate a since=<em>v</em>1x</p>`,
    `<p>/orchestrate a since=v<img src="x">1</p>`,
    `<p>/orchestrate a <del>x</del>since=v1</p>`,
    `<p>words ${line}</p>`,
    `<p>${line} words</p>`,
    `<p>/orchestrate a</p><p>since=v1</p>`,
    "<template><p>/orchestrate a since=v1</p></template>",
  ];
  for (const page of pages) assert.is(judgePage(page, line), "absent", page);
});

judge.run();

const fuzz = suite("fuzzed comments");

fuzz("a seed makes the same comments each time, and another one others; each holds a command", () => {
  const write = (seed: number): readonly string[] => {
    const random = createRandom(seed);
    return Array.from({ length: 200 }, () => writeComment(random).text);
  };
  assert.equal(write(1), write(1));
  assert.not.equal(write(1), write(2));
  assert.ok(write(1).filter((comment) => comment.includes("/orchestrate t")).length > 190);
  assert.ok(new Set(write(1)).size > 190);
});

fuzz("what runs and is not seen is an escape, what is refused is counted by whether it is seen", () => {
  const tally = startTally();
  const text = `${line}\n\n> ${line}2\n/orchestrate b\n\n<details>\n\n/orchestrate c`;
  compareComment(
    { form: "ordinary", text },
    `<p>${line}</p><blockquote>/orchestrate b</blockquote><p>/orchestrate c</p>`,
    tally,
  );
  compareComment({ form: "soup", text: line }, `<code>${line}</code>`, tally);
  assert.equal(tally, {
    comments: 2,
    ranSeen: 1,
    refusedHidden: 1,
    refusedSeen: 1,
    ordinary: 2,
    ordinaryRefused: 1,
    escapes: [{ comment: line, line, sight: "in code" }],
  });
  assert.is(
    printTally(tally),
    [
      "| | number |",
      "|---|---|",
      "| comments | 2 |",
      "| commands that run, and readers see | 1 |",
      "| commands that are refused, and readers do not see as plain text | 1 |",
      "| commands that are refused, and readers may see | 1 |",
      "| of these in ordinary comments | 1 of 2 (50.0 %) |",
      "| commands that run, and readers do not see as plain text | 1 |",
      `"${line}" is in code: "${line}"`,
      "",
    ].join("\n"),
  );
});

fuzz.run();
