import type { PreviewPorts } from './ports.js'

/** Port that a device shows. */
export interface Selection {
  /** Secret id. It grants access to the selected port. */
  readonly id: string
  readonly port: number
}

/** Device that selects. Fields are `null` where the request does not contain them. */
export interface Device {
  /** The client's own id. */
  readonly client: string | null
  /** E-mail of a person whom an access proxy has signed in. */
  readonly user: string | null
}

/** Selections of all devices. In memory: lost with a restart. */
export interface Selections {
  /** A device keeps its selection and changes the port; one without a name has a new selection each time. */
  readonly select: (device: Device, port: number) => Selection
  readonly clear: (device: Device) => void
  /** Of this device; of one without a name, or that selected nothing, the one that was made last. */
  readonly of: (device: Device) => Selection | null
  readonly byId: (id: string) => Selection | null
  /** The last one of a person. */
  readonly ofUser: (user: string) => Selection | null
  readonly forgetAll: () => void
  /** A code that is good for one use within a minute. */
  readonly issueCode: (selection: Selection) => string
  /** The selection whose code it is, once. */
  readonly redeem: (code: string) => Selection | null
}

/** Maximum number of selections, more than a person has devices. The oldest one is dropped. */
const MAX_SELECTIONS = 200
const MAX_CODES = 500
const CODE_MS = 60_000

interface Entry extends Device {
  readonly id: string
  readonly port: number
}

export function makeSelections({ clock, secrets }: Pick<PreviewPorts, 'clock' | 'secrets'>): Selections {
  /** By id, the last one selected at the end. */
  const entries = new Map<string, Entry>()
  const codes = new Map<string, { readonly id: string; readonly until: number }>()

  const last = (fits: (entry: Entry) => boolean): Entry | null => [...entries.values()].findLast(fits) ?? null
  const own = ({ client, user }: Device): Entry | null =>
    client === null ? null : last((entry) => entry.client === client && entry.user === user)
  const current = (device: Device): Entry | null => own(device) ?? last(() => true)

  return {
    select: (device, port) => {
      const id = own(device)?.id ?? secrets.newSecret()
      entries.delete(id)
      entries.set(id, { ...device, id, port })
      dropOldest(entries, MAX_SELECTIONS)
      return { id, port }
    },
    clear: (device) => {
      const cleared = device.client === null ? current(device) : own(device)
      if (cleared !== null) entries.delete(cleared.id)
    },
    of: current,
    byId: (id) => entries.get(id) ?? null,
    ofUser: (user) => last((entry) => entry.user === user),
    forgetAll: () => {
      entries.clear()
      codes.clear()
    },
    issueCode: ({ id }) => {
      const code = secrets.newSecret()
      codes.set(code, { id, until: clock.now() + CODE_MS })
      dropOldest(codes, MAX_CODES)
      return code
    },
    redeem: (code) => {
      const issued = codes.get(code)
      codes.delete(code)
      if (issued === undefined || clock.now() >= issued.until) return null
      return entries.get(issued.id) ?? null
    },
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}
