import type { VNode } from 'preact'

/** Sentence in which the parts between backticks are shown as code. */
export function WithCode({ text }: { readonly text: string }): VNode {
  return <>{text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>
}
