/** `v1.2.3` is `1.2.3`; what is no plain version stays as it is. */
export const bareVersion = (text: string): string => text.trim().replace(/^v(?=\d)/, '')

const PLAIN = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/

/** Whether `latest` comes after `current`. Only of plain `x.y.z`: of anything else nobody can say, and it is false. */
export function isNewer(current: string, latest: string): boolean {
  const [one, other] = [PLAIN.exec(current), PLAIN.exec(latest)]
  if (one === null || other === null) return false
  for (const part of [1, 2, 3]) {
    const difference = Number(other[part]) - Number(one[part])
    if (difference !== 0) return difference > 0
  }
  return false
}

/** The first version in what a program prints about itself: `2.1.197 (Claude Code)`, `tmux 3.5a`. */
export const versionIn = (printed: string): string | null => /\d+\.\d+(?:\.\d+)?[\w.-]*/.exec(printed)?.[0] ?? null
