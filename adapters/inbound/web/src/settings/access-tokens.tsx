import { Plus, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import {
  accessTokens,
  makeAccessToken,
  readAccessTokens,
  revokeAccessToken,
  type AccessScope,
  type AccessToken,
} from '../state/access-tokens.js'
import { calmNow } from '../state/now.js'
import { shown } from '../state/sessions.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { NewTokenForm } from './new-token-form.js'
import { Part } from './parts.js'
import { ShownSecret } from './shown-secret.js'

/** Access tokens with their rights; `null` while the hub has not listed them. */
export function AccessTokens(): VNode | null {
  const m = messages.value
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => void readAccessTokens(), [])
  const tokens = accessTokens.value
  if (tokens === null) return null
  return (
    <Part title={m.accessTokens}>
      <p class="hint access-hint">{m.accessTokensHint}</p>
      {secret !== null && (
        <ShownSecret
          label={m.tokenSecret}
          hint={m.tokenSecretHint}
          secret={secret}
          onDone={() => {
            setSecret(null)
          }}
        />
      )}
      {tokens.length === 0 && !isMaking && secret === null && <p class="access-none">{m.noAccessTokens}</p>}
      <ul class="access-tokens">
        {tokens.map((token) => (
          <Row key={token.id} token={token} />
        ))}
      </ul>
      {isMaking ? (
        <NewTokenForm
          onMake={async (wanted) => {
            const made = await makeAccessToken(wanted)
            if (made === null) return
            setSecret(made)
            setMaking(false)
          }}
          onCancel={() => {
            setMaking(false)
          }}
        />
      ) : (
        <button
          type="button"
          class="button access-new"
          onClick={() => {
            setMaking(true)
          }}
        >
          <Icon of={Plus} />
          {m.newToken}
        </button>
      )}
    </Part>
  )
}

function Row({ token }: { readonly token: AccessToken }): VNode {
  const m = messages.value
  const { id, label, scopes, expiresAt, lastUsedAt } = token
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= calmNow.value
  const end =
    expiresAt === null ? m.tokenNoExpiry : isExpired ? m.tokenExpired : m.tokenExpires(dateOf(Date.parse(expiresAt)))
  const use = lastUsedAt === null ? m.tokenNotUsed : m.tokenLastUsed(ago(Date.parse(lastUsedAt)))
  return (
    <li class="access-token">
      <div>
        <span class="setting-label">{label}</span>
        <span class="hint">{scopes.map(scopeText).join(', ')}</span>
        <span class={isExpired ? 'hint access-expired' : 'hint'}>{`${end} · ${use}`}</span>
      </div>
      <TwoStepButton
        id={`revoke-token ${id}`}
        icon={Trash2}
        label={m.revokeToken}
        question={m.revokeTokenQuestion}
        onConfirm={() => void revokeAccessToken(token)}
      />
    </li>
  )
}

const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: 'medium' })

function scopeText(scope: AccessScope): string {
  const m = messages.value
  if (scope.kind === 'drive') return m.scopeDrive(scope.sessions.map(shown).join(', '))
  return scope.kind === 'board' ? m.scopeBoard(scope.projectId) : m.scopeNames[scope.kind]
}
