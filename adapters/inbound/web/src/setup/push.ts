import { signal } from '@preact/signals'
import { messages } from '../app/texts/messages.js'
import { deviceId } from '../app/device.js'
import { newest } from '../app/newest.js'
import { part, recentPart } from '../app/snapshot.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

/**
 * State of push notifications in this browser. `impossible`: no secure page. `unsupported`: the browser has no push service, or it is
 * turned off there. `noContact`: the hub has no contact for push services. `blocked`: the user denied notifications for this page.
 */
export type PushState = 'unknown' | 'impossible' | 'unsupported' | 'noContact' | 'blocked' | 'off' | 'on'

export const pushState = signal<PushState>('unknown')

const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const BROWSERS = ['Edg', 'Firefox', 'Chrome', 'Safari']
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux']

/** Name by which a person finds this browser in a list of devices: `Chrome, Android`. */
function browserName(): string {
  const { userAgent } = navigator
  const parts = [BROWSERS, SYSTEMS].map((names) => names.find((name) => userAgent.includes(name)))
  return parts
    .filter((part) => part !== undefined)
    .join(', ')
    .replace('Edg', 'Edge')
}

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.ready
  return worker.pushManager.getSubscription()
}

/** The subscription, or `unsupported` where the push service of the browser is turned off: Firefox then rejects the read. */
const knownSubscription = (): Promise<PushSubscription | null | 'unsupported'> =>
  subscription().catch(() => 'unsupported')

let readHub = recentPart('hub')

/** Reads the state again after a contact was set. */
export function readPushStateAnew(): Promise<void> {
  readHub = part('hub')
  return readPushState()
}

/** Reads the state. Sends an existing subscription to the hub again, because the hub may have lost it. */
export const readPushState = newest<PushState>(pushState, async () => {
  if (!isSecureContext) return 'impossible'
  if (!canPush()) return 'unsupported'
  if ((await readHub())?.features.push.configured !== true) return 'noContact'
  if (Notification.permission === 'denied') return 'blocked'
  const known = await knownSubscription()
  if (known === 'unsupported') return known
  if (known)
    await ask(
      client.subscribePush({ body: { subscription: known.toJSON(), deviceId: deviceId(), label: browserName() } }),
    )
  return known ? 'on' : 'off'
}).again

export async function switchPush(on: boolean): Promise<void> {
  await (on ? subscribe() : unsubscribe())
  await readPushState()
}

async function subscribe(): Promise<void> {
  const key = await ask(client.readPushKey(), ({ body }) => body.publicKey)
  if (!key.ok || (await Notification.requestPermission()) !== 'granted') return
  try {
    const worker = await navigator.serviceWorker.ready
    await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.value })
  } catch (error) {
    toast({ kind: 'failed', text: messages.value.couldNotSubscribe, detail: String(error) })
  }
}

async function unsubscribe(): Promise<void> {
  const known = await subscription()
  if (!known) return
  await ask(client.unsubscribePush({ body: { endpoint: known.endpoint } }))
  await known.unsubscribe()
}

/** Sends a test notification. */
export async function testPush(): Promise<void> {
  const m = messages.value
  const answer = await ask(client.testPush(), ({ body }) => body.sent)
  if (answer.ok) toast({ text: m.pushTested(answer.value) })
  else if (answer.failure._tag !== 'Unauthorized') toast({ kind: 'failed', text: m.couldNotTestPush })
}
