/** Vendor family of a model, derived from its name. */
export type Provider = 'claude' | 'codex' | 'gemini' | 'other'

/**
 * Key for grouping and pricing models: the name without path prefix, date suffix and long-context mark.
 * `anthropic/claude-opus-4-5-20251101[1m]` becomes `claude-opus-4-5`.
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

/** Takes a model key. */
export function providerOf(key: string): Provider {
  if (key.startsWith('claude')) return 'claude'
  if (/^(gpt|o1|o3|codex)/.test(key)) return 'codex'
  return key.startsWith('gemini') ? 'gemini' : 'other'
}

/**
 * True when data for `prefix` applies to the model of this key: `gpt-5-codex` covers `gpt-5-codex-high`. A name that
 * continues with a number or a size is another model: `gpt-5` covers neither `gpt-5.9` nor `gpt-5-nano`, and
 * `claude-opus-4` does not cover `claude-opus-4-9`.
 */
export const standsFor = (prefix: string, key: string): boolean =>
  key.startsWith(prefix) && /^($|[-.:@_](?!\d|(mini|nano|pro)\b))/.test(key.slice(prefix.length))
