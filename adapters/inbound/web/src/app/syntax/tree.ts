import type { SyntaxRun } from './runs.js'

/** Node of a highlighter's syntax tree. */
export interface SyntaxNode {
  readonly type: string
  readonly value?: string
  readonly properties?: { readonly className?: unknown }
  readonly children?: ReadonlyArray<SyntaxNode>
}

/** Colour kind by class name of the highlighter. */
const KIND_OF: Readonly<Record<string, string>> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'constant',
  'hljs-number': 'constant',
  'hljs-symbol': 'constant',
  'hljs-built_in': 'type',
  'hljs-type': 'type',
  'hljs-class': 'type',
  'hljs-string': 'string',
  'hljs-char': 'string',
  'hljs-regexp': 'string',
  'hljs-link': 'string',
  'hljs-addition': 'string',
  'hljs-comment': 'comment',
  'hljs-quote': 'comment',
  'hljs-doctag': 'keyword',
  'hljs-title': 'title',
  'hljs-section': 'title',
  'hljs-attr': 'name',
  'hljs-attribute': 'name',
  'hljs-property': 'name',
  'hljs-variable': 'name',
  'hljs-template-variable': 'name',
  'hljs-tag': 'tag',
  'hljs-name': 'tag',
  'hljs-selector-tag': 'tag',
  'hljs-selector-class': 'title',
  'hljs-selector-id': 'title',
  'hljs-selector-attr': 'name',
  'hljs-selector-pseudo': 'name',
  'hljs-bullet': 'keyword',
  'hljs-meta': 'comment',
  'hljs-deletion': 'constant',
  'hljs-emphasis': 'emphasis',
  'hljs-strong': 'strong',
  'hljs-code': 'string',
}

/** Converts a syntax tree to runs for each line. The lengths of a line's runs add up to the line. */
export function linesOfTree(root: SyntaxNode): ReadonlyArray<ReadonlyArray<SyntaxRun>> {
  const lines: SyntaxRun[][] = [[]]
  const say = (text: string, kind: string | null): void => {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ length: part.length, kind })
    }
  }
  const walk = ({ type, value, properties, children }: SyntaxNode, outer: string | null): void => {
    if (type === 'text') say(value ?? '', outer)
    const inner = kindOf(properties?.className) ?? outer
    for (const child of children ?? []) walk(child, inner)
  }
  walk(root, null)
  return lines
}

function kindOf(names: unknown): string | null {
  const name: unknown = Array.isArray(names) ? names[0] : null
  return typeof name === 'string' && Object.hasOwn(KIND_OF, name) ? (KIND_OF[name] ?? null) : null
}
