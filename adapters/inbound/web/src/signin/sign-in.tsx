import { Eye, EyeOff } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Mark } from '../ui/mark.js'
import { messages } from '../app/texts/messages.js'
import { pairing, pairingCodeIn, pairThisDevice } from './pairing.js'
import { refused, signIn } from '../app/sign-in.js'
import { IconButton } from '../ui/icon-button.js'
import { WithCode } from '../ui/with-code.js'

/** Page that asks for the token. A link with the token skips it. */
export function SignIn(): VNode {
  const m = messages.value
  const [typed, setTyped] = useState('')
  const [visible, setVisible] = useState(false)
  const [empty, setEmpty] = useState(false)
  const state = pairing.value
  const pairingFault = state === 'none' || state === 'busy' ? null : m.pairingFaults[state]
  const fault = empty ? m.tokenEmpty : (pairingFault ?? (refused.value ? m.tokenRefused : null))

  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const code = pairingCodeIn(typed)
          if (typed.trim() === '') setEmpty(true)
          else if (code !== null) void pairThisDevice(code)
          else signIn(typed.trim())
        }}
      >
        <Mark size={32} />
        <h1>{m.signInTitle}</h1>
        <p>
          <WithCode text={m.signInLead} />
        </p>
        <p class="hint">{m.signInPair}</p>
        {/* Password managers keep a token under a name. */}
        <input
          class="visually-hidden"
          name="username"
          autocomplete="username"
          value="penates"
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <label class="labelled">
          <span>{m.token}</span>
          <span class="with-button">
            <input
              class="field mono"
              name="password"
              type={visible ? 'text' : 'password'}
              autocomplete="current-password"
              autofocus
              spellcheck={false}
              value={typed}
              aria-invalid={fault !== null}
              aria-describedby="token-fault"
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                setEmpty(false)
              }}
            />
            <IconButton
              icon={visible ? EyeOff : Eye}
              label={visible ? m.hideToken : m.showToken}
              onPress={() => setVisible(!visible)}
            />
          </span>
        </label>
        <p id="token-fault" class="fault" role="alert">
          {fault}
        </p>
        <button type="submit" class="button primary wide" disabled={state === 'busy'}>
          {state === 'busy' ? m.pairingBusy : m.signIn}
        </button>
      </form>
    </main>
  )
}
