import { tokenTexts } from './token-texts.js'
import { Smartphone, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { accessTokens, revokeAccessToken, type AccessToken } from './access-tokens-state.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { PairingCode } from './pairing-code.js'
import { LatePart, Part } from './parts.js'

/** Paired devices; nothing is shown for a token that may not list them. */
export function Devices(): VNode {
  const m = messages.value
  const [isPairing, setPairing] = useState(false)
  const tokens = accessTokens.value
  if (tokens === null) return <LatePart />
  const devices = tokens.filter(({ device }) => device)
  return (
    <Part part="devices" title={m.devices}>
      <p class="hint access-hint">{m.devicesHint}</p>
      {devices.length === 0 && !isPairing && <p class="access-none faint">{m.noDevices}</p>}
      <ul class="access-tokens">
        {devices.map((device) => (
          <Row key={device.id} device={device} />
        ))}
      </ul>
      {isPairing ? (
        <PairingCode devices={devices} onDone={() => setPairing(false)} />
      ) : (
        <button type="button" class="button access-new" onClick={() => setPairing(true)}>
          <Icon of={Smartphone} />
          {m.addPhone}
        </button>
      )}
    </Part>
  )
}

function Row({ device }: { readonly device: AccessToken }): VNode {
  const m = messages.value
  const { id, label, scopes, createdAt, lastUsedAt } = device
  const access = scopes.some(({ kind }) => kind === 'admin') ? m.deviceFull : m.deviceApprove
  const use =
    lastUsedAt === null ? tokenTexts.value.tokenNotUsed : tokenTexts.value.tokenLastUsed(ago(Date.parse(lastUsedAt)))
  return (
    <li class="access-token cluster between gap-16 line-faint">
      <div>
        <span class="setting-label as-block">{label}</span>
        <span class="hint as-block">{`${access} · ${m.pairedOn(dateOf(createdAt))} · ${use}`}</span>
      </div>
      <TwoStepButton
        id={`revoke-device ${id}`}
        icon={Trash2}
        label={tokenTexts.value.revokeToken}
        question={tokenTexts.value.revokeTokenQuestion}
        onConfirm={() => void revokeAccessToken(device)}
      />
    </li>
  )
}

const dateOf = (at: string): string =>
  new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: 'medium' })
