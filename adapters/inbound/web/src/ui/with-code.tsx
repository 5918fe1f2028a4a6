import type { VNode } from 'preact'

/** A sentence in which what stands between backticks is code. */
export function WithCode({ text }: { readonly text: string }): VNode {
  return <>{text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>
}
