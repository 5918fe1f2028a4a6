import { conversationTexts } from '../app/texts/conversation-texts.js'
import { Copy } from 'lucide-preact'
import encodeQR from 'qr'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isLoopbackHost } from '../../../../../domain/access/hosts.js'
import type { BodyOf } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { mount } from '../app/platform/mount.js'
import { readAccessTokens, type AccessToken } from './access-tokens-state.js'
import { copyText } from '../app/clipboard.js'
import { failed } from '../app/failed.js'
import { now } from '../app/now.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { Icon } from '../ui/icon.js'
import { Segments } from '../ui/segments.js'
import { WithCode } from '../ui/with-code.js'

type Opened = BodyOf<'openPairing'>
type Access = 'full' | 'approve'

interface Props {
  readonly devices: ReadonlyArray<AccessToken>
  readonly onDone: () => void
}

const LOOK_MS = 2_000
const MS_PER_SECOND = 1_000

/** One-time code for a new device, until the device is there. */
export function PairingCode({ devices, onDone }: Props): VNode | null {
  const m = messages.value
  const [access, setAccess] = useState<Access>('full')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [chosen, choose] = useState(0)
  const [known] = useState(() => new Set(devices.map(({ id }) => id)))
  const paired = devices.find(({ id }) => !known.has(id))

  const open = async (wanted: Access): Promise<void> => {
    const answer = await ask(client.openPairing({ body: { access: wanted } }))
    if (answer.ok) setOpened(answer.value)
    else {
      failed(m.couldNotOpenPairing, answer.failure)
      onDone()
    }
  }
  useEffect(() => void open(access), [access])

  const isWaiting = opened !== null && paired === undefined && Date.parse(opened.expiresAt) > now.value
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => void readAccessTokens(), LOOK_MS)
    return () => clearInterval(timer)
  }, [isWaiting])

  useEffect(() => {
    if (paired === undefined) return
    toast({ text: m.devicePaired(paired.label) })
    onDone()
  }, [paired?.id])

  if (opened === null) return null
  const links = addressesOf(opened).map((address) => `${address}/#pair=${opened.code}`)
  const link = links[chosen] ?? links[0]
  const copy = async (text: string): Promise<void> => {
    if (await copyText(text)) toast({ text: m.copied })
  }
  return (
    <div class="access-secret box pairing align-start">
      {link === undefined ? (
        <Unreachable />
      ) : isWaiting ? (
        <>
          <Segments
            label={m.deviceAccess}
            value={access}
            options={[
              ['full', m.deviceFull],
              ['approve', m.deviceApprove],
            ]}
            onChoose={setAccess}
          />
          <Scan link={link} links={links} endsAt={Date.parse(opened.expiresAt)} onChoose={choose} />
        </>
      ) : (
        <>
          <p role="status">{m.pairingExpired}</p>
          <button type="button" class="button primary" onClick={() => void open(access)}>
            {m.newPairingCode}
          </button>
        </>
      )}
      <div class="flex gap-8">
        {link !== undefined && isWaiting && (
          <button type="button" class="button" onClick={() => void copy(link)}>
            <Icon of={Copy} />
            {conversationTexts.value.copyLink}
          </button>
        )}
        <button type="button" class="button" onClick={onDone}>
          {m.cancel}
        </button>
      </div>
    </div>
  )
}

/** The page's own address, if other devices reach it, and those of the hub. */
function addressesOf({ addresses }: Opened): ReadonlyArray<string> {
  const own = window.location.origin + mount
  return isLoopbackHost(window.location.host) ? addresses : [own, ...addresses.filter((address) => address !== own)]
}

function Unreachable(): VNode {
  const m = messages.value
  return (
    <>
      <p class="setting-label as-block">{m.onlyThisComputer}</p>
      <ul class="pairing-ways stack gap-8">
        {m.waysToReach.map((way) => (
          <li key={way}>
            <WithCode text={way} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface ScanProps {
  readonly link: string
  /** The same code under every address. */
  readonly links: ReadonlyArray<string>
  readonly endsAt: number
  readonly onChoose: (at: number) => void
}

function Scan({ link, links, endsAt, onChoose }: ScanProps): VNode {
  const m = messages.value
  const seconds = Math.floor((endsAt - now.value) / MS_PER_SECOND)
  return (
    <>
      <p>{m.scanCode}</p>
      <QrCode text={link} label={m.pairingQr} />
      {links.length > 1 && (
        <label class="labelled">
          <span class="setting-label as-block">{m.address}</span>
          <select
            class="field"
            value={String(links.indexOf(link))}
            onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
          >
            {links.map((each, at) => (
              <option key={each} value={String(at)}>
                {new URL(each).host}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="hint">{m.pairingValid(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)}</p>
    </>
  )
}

const QUIET_ZONE = 4

/** QR code, dark on light in every theme, as cameras expect it. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: QUIET_ZONE })
  const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="qr round" role="img" aria-label={label} viewBox={`0 0 ${modules.length} ${modules.length}`}>
      <path d={path} />
    </svg>
  )
}
