import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { EVENTS } from '../descriptions/others.js'
import { EXIT } from '../exit-codes.js'
import { followEvents } from '../hub/events.js'
import { explainEnd } from '../hub/socket.js'
import { safeJson, safeLine } from '../safe-text.js'

/** `penates events`. */
export const printEvents: Run<typeof EVENTS, HubContext> = async ({ options: { follow, type } }, context) => {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, context.readerGone])
  const show = (raw: unknown): void => {
    const event = asRecord(raw)
    if (typeof event['type'] !== 'string' || signal.aborted || (type !== undefined && event['type'] !== type)) return
    context.emit({ json: raw, text: lineOf(event), ids: typeof event['name'] === 'string' ? [event['name']] : [] })
    if (!follow) stop.abort()
  }
  const end = await followEvents(context, {
    event: (_, raw) => show(raw),
    unread: show, // of a newer hub
    signal,
  })
  return end._tag === 'Stopped' ? EXIT.ok : context.fail(explainEnd(end, context.hub))
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

function lineOf({ type, at, name, ...details }: Readonly<Record<string, unknown>>): string {
  const time = typeof at === 'number' ? new Date(at).toISOString() : '-'
  const values = Object.entries(details).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : safeJson(value)}`,
  )
  const subject = typeof name === 'string' ? [name] : []
  return `${[time, String(type), ...subject, ...values].map(safeLine).join('  ')}\n`
}
