import { languageOf } from '../app/syntax/languages.js'

export type PreviewKind = 'text' | 'markdown' | 'svg' | 'image' | 'pdf'

/**
 * Kind of preview by MIME type; `null` when the file can only be downloaded. The hub detects the type from the content.
 */
export function previewKind(path: string, type: string): PreviewKind | null {
  if (type === 'image/svg+xml') return 'svg'
  if (type.startsWith('image/')) return 'image'
  if (type === 'application/pdf') return 'pdf'
  if (!type.startsWith('text/')) return null
  return languageOf(path) === 'markdown' ? 'markdown' : 'text'
}

/** Lines of a text without line ends. A trailing line end starts no further line. */
export function linesOf(text: string): ReadonlyArray<string> {
  const lines = text.split('\n')
  if (lines.at(-1) === '' && lines.length > 1) lines.pop()
  return lines
}

/** Target of a link in a file: another file or a web address. */
export type LinkTarget =
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null }
  | { readonly kind: 'web'; readonly address: string }

/** Line of a file, at the end of its link: `a.ts:12`, `a.ts:12:3`. */
const LINE = /:(\d{1,7})(?::\d{1,5})?$/
/** The same as a fragment: `a.ts#L12`. */
const LINE_FRAGMENT = /#L(\d{1,7})(?:-L?\d+)?$/

export function linkTarget(from: string, href: string): LinkTarget | null {
  if (/^https?:\/\//i.test(href)) return { kind: 'web', address: href }
  const [address = ''] = href.split(/[?#]/)
  const digits = (LINE_FRAGMENT.exec(href) ?? LINE.exec(address))?.[1]
  const path = address.replace(LINE, '')
  if (path === '' || /^[a-z][\w+.-]*:/i.test(path) || path.startsWith('//')) return null
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of decoded(path).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  const isAbsolute = path.startsWith('/') || from.startsWith('/')
  const joined = steps.filter((step) => step !== '').join('/')
  const line = Number(digits ?? 0) || null
  return { kind: 'file', path: isAbsolute ? `/${joined}` : joined, line }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
