/** Removes the leading `v` of a plain version; other texts are returned trimmed. */
export const bareVersion = (text: string): string => text.trim().replace(/^v(?=\d)/, '')

const PLAIN = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/

/** True when `latest` is a later version than `current`. False unless both are plain `x.y.z`. */
export function isNewer(current: string, latest: string): boolean {
  const [one, other] = [PLAIN.exec(current), PLAIN.exec(latest)]
  if (one === null || other === null) return false
  for (const part of [1, 2, 3]) {
    const difference = Number(other[part]) - Number(one[part])
    if (difference !== 0) return difference > 0
  }
  return false
}

/** First version in the output of a program: `2.1.197 (Claude Code)`, `tmux 3.5a`. */
export const versionIn = (printed: string): string | null => /\d+\.\d+(?:\.\d+)?[\w.-]*/.exec(printed)?.[0] ?? null
