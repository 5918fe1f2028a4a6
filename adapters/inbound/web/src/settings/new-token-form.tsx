import { tokenTexts } from './token-texts.js'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { AccessScope, NewToken } from './access-tokens-state.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
import { sessions, shown } from '../app/sessions.js'
import { Check, toggled } from './check.js'
import { IssueForm } from './issued.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly onMake: (token: NewToken) => Promise<void>
  readonly onCancel: () => void
}

const KINDS = ['view', 'approve', 'drive', 'board', 'admin'] as const
type Kind = (typeof KINDS)[number]
const DAYS = [7, 30, 90, 365]
/** Name of the draft. */
export const NEW_TOKEN = 'new-token'
const EMPTY = {
  label: '',
  kinds: [] as ReadonlyArray<string>,
  driven: [] as ReadonlyArray<string>,
  project: '',
  days: '30',
}
const isDraft = hasShapeOf(EMPTY)

/** Form for the name, permissions and end of a token. */
export function NewTokenForm({ onMake, onCancel }: Props): VNode {
  const m = tokenTexts.value
  const [draft, setDraft] = useDraftOf(NEW_TOKEN, EMPTY, isDraft)
  const { label, project, days } = draft
  const patch = (change: Partial<typeof EMPTY>): void => setDraft({ ...draft, ...change })
  const kinds = new Set(draft.kinds)
  const driven = new Set(draft.driven)
  const scopes = KINDS.filter((kind) => kinds.has(kind)).map((kind) => scopeOf(kind, draft.driven, project))
  const isReady = label.trim() !== '' && scopes.length > 0 && scopes.every(isWhole)
  return (
    <IssueForm
      submit={m.makeToken}
      isReady={isReady}
      onSubmit={() => onMake({ label, scopes, days: Number(days) || null })}
      onCancel={onCancel}
    >
      <label>
        <span class="setting-label as-block">{m.tokenLabel}</span>
        <input
          class="field"
          maxLength={80}
          value={label}
          onInput={({ currentTarget }) => patch({ label: currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend class="setting-label as-block">{m.tokenScopes}</legend>
        {KINDS.map((kind) => (
          <div key={kind}>
            <Check
              label={m.scopeNames[kind]}
              hint={m.scopeHints[kind]}
              isOn={kinds.has(kind)}
              onChange={() => patch({ kinds: [...toggled(kinds, kind)] })}
            />
            {kind === 'drive' && kinds.has('drive') && (
              <Sessions chosen={driven} onToggle={(name) => patch({ driven: [...toggled(driven, name)] })} />
            )}
            {kind === 'board' && kinds.has('board') && (
              <Projects chosen={project} onChoose={(id) => patch({ project: id })} />
            )}
          </div>
        ))}
      </fieldset>
      <label>
        <span class="setting-label as-block">{m.tokenExpiry}</span>
        <select class="field" value={days} onChange={({ currentTarget }) => patch({ days: currentTarget.value })}>
          {DAYS.map((count) => (
            <option key={count} value={String(count)}>
              {m.tokenInDays(count)}
            </option>
          ))}
          <option value="null">{m.tokenNever}</option>
        </select>
      </label>
    </IssueForm>
  )
}

function scopeOf(kind: Kind, driven: ReadonlyArray<string>, projectId: string): AccessScope {
  if (kind === 'drive') return { kind, sessions: driven }
  return kind === 'board' ? { kind, projectId } : { kind }
}

/** False for a scope whose sessions or project are not chosen yet. */
const isWhole = (scope: AccessScope): boolean =>
  scope.kind === 'drive' ? scope.sessions.length > 0 : scope.kind !== 'board' || scope.projectId !== ''

interface SessionsProps {
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (name: string) => void
}

function Sessions({ chosen, onToggle }: SessionsProps): VNode {
  const m = tokenTexts.value
  const all = sessions.value ?? []
  if (all.length === 0) return <p class="hint access-targets scroll">{m.tokenNoSessions}</p>
  return (
    <div class="access-targets scroll" role="group" aria-label={m.tokenSessions}>
      {all.map(({ name }) => (
        <Check key={name} label={shown(name)} isOn={chosen.has(name)} onChange={() => onToggle(name)} />
      ))}
    </div>
  )
}

interface ProjectsProps {
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function Projects({ chosen, onChoose }: ProjectsProps): VNode {
  const m = tokenTexts.value
  const [projects, setProjects] = useState<ReadonlyArray<{ readonly id: string; readonly displayName: string }>>([])
  useEffect(() => {
    void ask(client.listProjects(), ({ body }) => body.projects).then((answer) => {
      if (answer.ok) setProjects(answer.value)
    })
  }, [])
  return (
    <select
      class="field access-targets scroll"
      aria-label={m.tokenProject}
      value={chosen}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="">{`${m.tokenProject} …`}</option>
      {projects.map(({ id, displayName }) => (
        <option key={id} value={id}>
          {displayName}
        </option>
      ))}
    </select>
  )
}
