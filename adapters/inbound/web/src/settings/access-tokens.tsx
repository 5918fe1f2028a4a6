import { tokenTexts } from './token-texts.js'
import { Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import {
  accessTokens,
  makeAccessToken,
  readAccessTokens,
  revokeAccessToken,
  type AccessScope,
  type AccessToken,
} from './access-tokens-state.js'
import { calmNow } from '../app/now.js'
import { shown } from '../app/sessions.js'
import { ago } from '../ui/ago.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { Issued } from './issued.js'
import { NEW_TOKEN, NewTokenForm } from './new-token-form.js'
import { LatePart } from './parts.js'

/** Access tokens with their rights; nothing is shown for a token that may not list them. */
export function AccessTokens(): VNode {
  const m = tokenTexts.value
  useEffect(() => void readAccessTokens(), [])
  const all = accessTokens.value
  if (all === null) return <LatePart />
  const tokens = all.filter(({ device }) => !device)
  return (
    <Issued
      part="tokens"
      texts={{
        title: messages.value.accessTokens,
        hint: m.accessTokensHint,
        none: m.noAccessTokens,
        make: m.newToken,
        secretLabel: m.tokenSecret,
        secretHint: m.tokenSecretHint,
      }}
      isEmpty={tokens.length === 0}
      draft={NEW_TOKEN}
      form={(made, cancel) => (
        <NewTokenForm
          onMake={async (wanted) => {
            const secret = await makeAccessToken(wanted)
            if (secret !== null) made(secret)
          }}
          onCancel={cancel}
        />
      )}
    >
      {tokens.map((token) => (
        <Row key={token.id} token={token} />
      ))}
    </Issued>
  )
}

function Row({ token }: { readonly token: AccessToken }): VNode {
  const m = tokenTexts.value
  const { id, label, scopes, expiresAt, lastUsedAt } = token
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= calmNow.value
  const end =
    expiresAt === null ? m.tokenNoExpiry : isExpired ? m.tokenExpired : m.tokenExpires(dateOf(Date.parse(expiresAt)))
  const use = lastUsedAt === null ? m.tokenNotUsed : m.tokenLastUsed(ago(Date.parse(lastUsedAt)))
  return (
    <li class="access-token cluster between gap-16 line-faint">
      <div>
        <span class="setting-label as-block">{label}</span>
        <span class="hint as-block">{scopes.map(scopeText).join(', ')}</span>
        <span class={isExpired ? 'hint access-expired as-block' : 'hint as-block'}>{`${end} · ${use}`}</span>
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
  const m = tokenTexts.value
  if (scope.kind === 'drive') return m.scopeDrive(scope.sessions.map(shown).join(', '))
  return scope.kind === 'board' ? m.scopeBoard(scope.projectId) : m.scopeNames[scope.kind]
}
