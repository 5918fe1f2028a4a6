import './access-tokens.css'
import './webhooks.css'
import { LogOut } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { STATUS } from '../app/routing/route.js'
import { span } from '../app/texts/relative-time.js'
import { facts, readRecentFacts } from '../app/hub-facts.js'
import { contrast, editor, EDITORS, language, theme } from '../app/platform/preferences.js'
import { route } from '../app/router.js'
import { signOut } from '../app/sign-in.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Segments } from '../ui/segments.js'
import { AccessTokens } from './access-tokens.js'
import { AttentionSettings } from './attention-settings.js'
import { HubSettingsPart } from './hub-settings.js'
import { LatePart, Line, Part } from './parts.js'
import { TerminalSettings } from './terminal-settings.js'
import { Webhooks } from './webhooks.js'

const SetupSettings = lazyPage<object>(async () => (await import('./setup-settings.js')).SetupSettings)
const Devices = lazyPage<object>(async () => (await import('./devices.js')).Devices, LatePart)

const EDITOR_NAMES = { vscode: 'Visual Studio Code', cursor: 'Cursor', zed: 'Zed', idea: 'IntelliJ IDEA' } as const

/** Settings of this device and of the hub. */
export function Settings(): VNode {
  const m = messages.value
  useEffect(() => void readRecentFacts(), [])
  return (
    <>
      <Header title={m.settings} />
      <div class="scroller shrink-y spring scroll relative settings">
        <Appearance />
        <Part part="terminal" title={m.terminal}>
          <TerminalSettings />
        </Part>
        <AttentionSettings />
        <HubSettingsPart />
        <Webhooks />
        <Devices />
        <AccessTokens />
        <Setup />
        <Part part="account" title={m.account}>
          <Line label={m.signOut} hint={m.signOutHint}>
            <button type="button" class="button" onClick={signOut}>
              <Icon of={LogOut} />
              {m.signOut}
            </button>
          </Line>
        </Part>
        <About />
      </div>
    </>
  )
}

/** The checklist, read when it is opened. */
function Setup(): VNode {
  const m = messages.value
  const here = route.value
  const isNamed = here.page === 'settings' && here.part === 'setup'
  const [isOpen, setOpen] = useState(isNamed)
  return (
    <Part part="setup" title={m.setup}>
      {isOpen || isNamed ? (
        <SetupSettings />
      ) : (
        <Line label={m.setupChecklist} hint={m.setupHint}>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {m.setupOpen}
          </button>
        </Line>
      )}
    </Part>
  )
}

function Appearance(): VNode {
  const m = messages.value
  return (
    <Part part="appearance" title={m.appearance}>
      <Line label={m.theme}>
        <Segments
          label={m.theme}
          value={theme.value}
          options={[
            ['system', m.system],
            ['light', m.light],
            ['dark', m.dark],
          ]}
          onChoose={(chosen) => (theme.value = chosen)}
        />
      </Line>
      <Line label={m.contrast}>
        <Segments
          label={m.contrast}
          value={contrast.value}
          options={[
            ['system', m.system],
            ['normal', m.normal],
            ['more', m.high],
          ]}
          onChoose={(chosen) => (contrast.value = chosen)}
        />
      </Line>
      <Line label={m.language}>
        <Segments
          label={m.language}
          value={language.value}
          options={[
            ['system', m.system],
            ['en', 'English'],
            ['de', 'Deutsch'],
          ]}
          onChoose={(chosen) => (language.value = chosen)}
        />
      </Line>
      <Line label={m.editor} hint={m.editorHint}>
        <select
          class="field setting-field"
          aria-label={m.editor}
          value={editor.value}
          onChange={({ currentTarget: { value } }) =>
            (editor.value = EDITORS.find((id) => id === value) ?? editor.value)
          }
        >
          {EDITORS.map((id) => (
            <option key={id} value={id}>
              {id === 'none' ? m.noEditor : EDITOR_NAMES[id]}
            </option>
          ))}
        </select>
      </Line>
    </Part>
  )
}

function About(): VNode {
  const m = messages.value
  const status = facts.value?.status
  return (
    <Part part="about" title={m.about}>
      <Line label={m.hubVersion}>
        <span class="mono">{status?.version ?? '–'}</span>
      </Line>
      <Line label={m.uptime}>
        <span>{status ? span(status.uptimeSeconds * 1_000) : '–'}</span>
      </Line>
      <Line label={m.hubStatus} hint={m.hubStatusHint}>
        <Link to={STATUS} class="button">
          {m.hubStatus}
        </Link>
      </Line>
      <Line label={m.address}>
        <span class="mono">{window.location.host}</span>
      </Line>
    </Part>
  )
}
