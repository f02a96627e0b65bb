// Writes the readings of Chinese characters without tones: a line for each syllable, with the characters that can be read so.
import { writeFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";

const characters = [
  [0x3400, 0x4dbf], // Extension A
  [0x4e00, 0x9fff], // the basic block
  [0x20000, 0x323af], // Extensions B to H
];

const bySyllable = new Map();
for (const [first, last] of characters) {
  for (let codePoint = first; codePoint <= last; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    const readings = pinyin(character, { multiple: true, toneType: "none", type: "array", v: true });
    for (const syllable of new Set(readings.map((reading) => reading.replace("ê", "e")))) {
      // Interjections that are read without a vowel, such as 嗯, would part "zhongqing" into "zhong qi ng".
      if (/^[a-z]*[aeiouv][a-z]*$/.test(syllable)) bySyllable.set(syllable, (bySyllable.get(syllable) ?? "") + character);
    }
  }
}

const lines = [...bySyllable.keys()].sort().map((syllable) => `${syllable} ${bySyllable.get(syllable)}\n`);
writeFileSync(process.argv[2], lines.join(""));
