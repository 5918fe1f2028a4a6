/** Language of highlight.js by file extension. Other files stay plain. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  bash: 'bash',
  c: 'c',
  cc: 'cpp',
  cjs: 'javascript',
  cpp: 'cpp',
  cs: 'csharp',
  css: 'css',
  cts: 'typescript',
  cxx: 'cpp',
  diff: 'diff',
  go: 'go',
  gql: 'graphql',
  graphql: 'graphql',
  h: 'c',
  hpp: 'cpp',
  htm: 'xml',
  html: 'xml',
  ini: 'ini',
  java: 'java',
  js: 'javascript',
  json: 'json',
  jsonc: 'json',
  jsonl: 'json',
  jsx: 'javascript',
  kt: 'kotlin',
  kts: 'kotlin',
  less: 'less',
  lua: 'lua',
  m: 'objectivec',
  markdown: 'markdown',
  md: 'markdown',
  mjs: 'javascript',
  mk: 'makefile',
  mm: 'objectivec',
  mts: 'typescript',
  patch: 'diff',
  php: 'php',
  pl: 'perl',
  pm: 'perl',
  py: 'python',
  pyi: 'python',
  r: 'r',
  rb: 'ruby',
  rs: 'rust',
  scss: 'scss',
  sh: 'bash',
  sql: 'sql',
  svelte: 'xml',
  svg: 'xml',
  swift: 'swift',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  vb: 'vbnet',
  vue: 'xml',
  wat: 'wasm',
  webmanifest: 'json',
  xhtml: 'xml',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
  zsh: 'bash',
}

const BY_NAME: Readonly<Record<string, string>> = {
  '.bashrc': 'bash',
  '.editorconfig': 'ini',
  '.gitconfig': 'ini',
  '.gitmodules': 'ini',
  '.npmrc': 'ini',
  '.prettierrc': 'json',
  '.profile': 'bash',
  '.zshrc': 'bash',
  gemfile: 'ruby',
  gnumakefile: 'makefile',
  makefile: 'makefile',
  rakefile: 'ruby',
}

/** Most likely language of a file; `null` when its name does not determine one. */
export function languageOf(path: string): string | null {
  const name = (path.split('/').at(-1) ?? '').toLowerCase()
  const named = own(BY_NAME, name)
  if (named !== null) return named
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? null : own(BY_EXTENSION, name.slice(dot + 1))
}

/** Own properties only: a file may be called `constructor`. */
const own = (table: Readonly<Record<string, string>>, key: string): string | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null
