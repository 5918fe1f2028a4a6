/** What the hub says of itself to anybody. */
export interface Health {
  readonly version: string | null
  readonly uptimeSeconds: number | null
}

/** `null` when it does not answer. */
export async function readHealth(): Promise<Health | null> {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store' })
    const told: unknown = await answer.json()
    if (typeof told !== 'object' || told === null) return null
    const { version, uptimeSeconds } = told as Readonly<Record<string, unknown>>
    return {
      version: typeof version === 'string' ? version : null,
      uptimeSeconds: typeof uptimeSeconds === 'number' ? uptimeSeconds : null,
    }
  } catch {
    return null
  }
}
