/** Highlighter grammars and the file name suffixes that they apply to. */
const ENDS: Readonly<Record<string, string>> = {
  javascript: 'js mjs cjs jsx',
  typescript: 'ts mts cts tsx',
  python: 'py',
  ruby: 'rb',
  go: 'go',
  rust: 'rs',
  json: 'json',
  yaml: 'yaml yml',
  toml: 'toml',
  markdown: 'md markdown',
  html: 'html htm',
  css: 'css',
  scss: 'scss',
  bash: 'sh zsh bash env',
  sql: 'sql',
  xml: 'xml',
  dockerfile: 'dockerfile',
}

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(ENDS).flatMap(([language, ends]) => ends.split(' ').map((end) => [end, language] as const)),
)

/** Grammar id for a file name: `typescript`; `plaintext` when there is none. */
export function languageOf(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return languages.get(base.slice(base.lastIndexOf('.') + 1)) ?? 'plaintext'
}
