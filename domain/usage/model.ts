/** Whose model it is, as far as its name tells. */
export type Provider = 'claude' | 'codex' | 'gemini' | 'other'

/**
 * What models are told apart and priced by: without the path before the name, the day it was made on and the mark of
 * its long context. `anthropic/claude-opus-4-5-20251101[1m]` is `claude-opus-4-5`.
 */
export function modelKey(model: string): string {
  const name = model.trim()
  let key = name.slice(name.lastIndexOf('/') + 1)
  for (;;) {
    const shorter = key.replace(/\[1m\]$/, '').replace(/[-@](\d{4}-\d{2}-\d{2}|\d{8})$/, '')
    if (shorter === key) return key
    key = shorter
  }
}

/** Takes the key of a model. */
export function providerOf(key: string): Provider {
  if (key.startsWith('claude')) return 'claude'
  if (/^(gpt|o1|o3|codex)/.test(key)) return 'codex'
  return key.startsWith('gemini') ? 'gemini' : 'other'
}

/**
 * Whether what is known of `prefix` holds for the model of this key: `gpt-5-codex` stands for `gpt-5-codex-high`. A
 * name that goes on with a number or a size is another model, of which nothing is known: `gpt-5` stands neither for
 * `gpt-5.9` nor for `gpt-5-nano`, `claude-opus-4` not for `claude-opus-4-9`.
 */
export const standsFor = (prefix: string, key: string): boolean =>
  key.startsWith(prefix) && /^($|[-.:@_](?!\d|(mini|nano|pro)\b))/.test(key.slice(prefix.length))
