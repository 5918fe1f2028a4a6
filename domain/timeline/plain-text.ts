/** Code units of a text that are read: twice what an entry shows, because signs are left out. Hostile ones take 1 ms. */
const MAX_READ = 600

/** Signs of Markdown that are left out, with what takes their place, in this order. */
const SIGNS: ReadonlyArray<readonly [RegExp, string]> = [
  // Fences of code, rules and rows of dashes below the head of a table
  [/^[ \t]*(?:```|~~~).*$/gm, ''],
  [/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, ''],
  [/^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$/gm, ''],
  // Headings, quotes and points of lists
  [/^[ \t]*#{1,6}[ \t]+/gm, ''],
  [/^[ \t]*(?:>[ \t]?)+/gm, ''],
  [/^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?/gm, ''],
  // Images and links
  [/!?\[([^\]\n]{0,300})\]\([^()\n]{0,500}\)/g, '$1'],
  // Cells of a table
  [/^[ \t]*\||\|[ \t]*$/gm, ''],
  // Code, bold and italic; signs within words are no Markdown
  [/(`{1,3})([^`\n]+)\1/g, '$2'],
  [/(\*\*|__|~~)(?=\S)([^\n]*?\S)\1/g, '$2'],
  [/(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '$1'],
  [/(?<![\w_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])/g, '$1'],
]

/** Beginning of a Markdown text on one line, without its signs. */
export const plainText = (markdown: string): string =>
  SIGNS.reduce((text, [sign, instead]) => text.replace(sign, instead), markdown.slice(0, MAX_READ))
    .replace(/\s+/g, ' ')
    .trim()
