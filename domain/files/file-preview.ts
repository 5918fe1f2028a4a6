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

/** Preview of a file. `language` is `null` for media. */
export interface FilePreview {
  readonly kind: 'text' | 'image' | 'pdf'
  readonly mime: string
  /** Id of a highlighter's grammar. */
  readonly language: string | null
  /** Maximum size in bytes; larger files can only be downloaded. */
  readonly limit: number
}

const MEBIBYTE = 1024 * 1024
const MAX_TEXT_BYTES = 2 * MEBIBYTE
const MAX_MEDIA_BYTES = 10 * MEBIBYTE

/** Bytes at the start of a file that suffice to detect its type. */
export const HEAD_BYTES = 1024

/** Share of control characters above which a file is not text. */
const MAX_CONTROL_SHARE = 0.05

/** Preview kind from the name and the first `HEAD_BYTES`; `null` when the file cannot be displayed. */
export function filePreviewOf(name: string, head: Uint8Array): FilePreview | null {
  if (/\.pdf$/i.test(name)) return media('pdf', 'application/pdf')
  const image = IMAGES.find(([, isSuch]) => isSuch(head, name))
  if (image !== undefined) return media('image', image[0])
  return isText(head) ? { kind: 'text', mime: 'text/plain', language: languageOf(name), limit: MAX_TEXT_BYTES } : null
}

const media = (kind: 'image' | 'pdf', mime: string): FilePreview => ({
  kind,
  mime,
  language: null,
  limit: MAX_MEDIA_BYTES,
})

type Recognizer = (head: Uint8Array, name: string) => boolean

const IMAGES: ReadonlyArray<readonly [mime: string, isSuch: Recognizer]> = [
  ['image/png', (head) => startsWith(head, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (head) => startsWith(head, '\xff\xd8\xff')],
  ['image/gif', (head) => startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')],
  ['image/webp', (head) => startsWith(head, 'RIFF') && startsWith(head.subarray(8), 'WEBP')],
  ['image/svg+xml', isSvg],
]

/** Detects SVG. Other XML with a declaration is text. */
function isSvg(head: Uint8Array, name: string): boolean {
  const text = latin1(head).replace(/^\xef\xbb\xbf/, '')
  return text.startsWith('<svg') || (text.startsWith('<?xml') && (/\.svg$/i.test(name) || /<svg[\s>]/.test(text)))
}

const startsWith = (bytes: Uint8Array, text: string): boolean => latin1(bytes.subarray(0, text.length)) === text

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function isText(head: Uint8Array): boolean {
  let controls = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (isControl(byte)) controls += 1
  }
  return controls <= head.length * MAX_CONTROL_SHARE
}

/** True for control characters other than tab, line ends, form feed, backspace and escape, which occur in text. */
const isControl = (byte: number): boolean => (byte < 0x20 && !TEXT_CONTROLS.has(byte)) || byte === 0x7f

const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b])
