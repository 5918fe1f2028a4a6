import { Archive, ArrowRight, Check, CircleDashed, FileText, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CodeOf, HubFailure } from '../app/hub/hub.js'
import type { HubProject } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { chord } from '../app/platform/keys.js'
import { isText } from '../app/draft-shelf.js'
import { isNarrative, nextPatch, RELEASE_STEPS, releasePreview, versionFault, versionsAfter } from './plan.js'
import { because, hasCode } from '../app/failed.js'
import { useDraft, useDraftOf } from '../app/drafts.js'
import { toast } from '../app/toasts.js'
import { Dialog } from '../ui/dialog.js'
import { Icon } from '../ui/icon.js'
import { Segments } from '../ui/segments.js'
import { versionFaultText } from './plan-texts.js'
import { releaseVersion, undoRelease } from './open-project.js'
import { Keys } from '../ui/keys.js'

interface Props {
  readonly project: HubProject
  readonly onClose: () => void
}

/** Dialog that closes a version: done items are released, open items stay. Previews the changes. */
export function ReleaseDialog({ project, onClose }: Props): VNode {
  const m = messages.value
  const { dev, displayName, docRev } = project
  const [version, setVersion] = useDraft(`release-version ${project.id}`, dev.version ?? '')
  const [next, setNext] = useDraftOf<string | null>(`release-next ${project.id}`, null, isText)
  const [narrative, setNarrative] = useDraft(`release-text ${project.id}`, '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<HubFailure<CodeOf<'releasePlan'>> | null>(null)
  const sending = useRef(false)

  const nextVersion = next ?? nextPatch(version)
  const isFit = versionFault(version) === null && versionFault(nextVersion) === null && isNarrative(narrative)
  const isConflict = failure !== null && hasCode(failure, 'PlanChanged')

  const release = async (): Promise<void> => {
    // Ctrl Enter in a field also submits the form, in the same turn of the event loop.
    if (!isFit || sending.current) return
    sending.current = true
    setBusy(true)
    const versions = { releaseVersion: version.trim(), newDevVersion: nextVersion.trim() }
    const failed = await releaseVersion({ ...versions, narrative: narrative.trim(), docRev })
    sending.current = false
    setBusy(false)
    setFailure(failed)
    if (failed) return
    toast({
      text: m.releasedToast(displayName, versions.releaseVersion),
      undo: () => void undoRelease(project),
    })
    onClose()
  }

  return (
    <Dialog label={m.releaseTitle(displayName)} class="release" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void release()
        }}
        onKeyDown={(event) => {
          if (chord(event) === 'Mod+Enter') void release()
        }}
      >
        <h2>{m.releaseTitle(displayName)}</h2>
        <Steps
          released={project.released.version ?? ''}
          version={version.trim()}
          onChoose={(chosen) => {
            setVersion(chosen)
            setNext(null)
          }}
        />
        <div class="release-versions grid gap-12">
          <Version label={m.releaseVersion} value={version} onValue={setVersion} />
          <Icon of={ArrowRight} />
          <Version label={m.nextVersion} value={nextVersion} onValue={setNext} />
        </div>
        <label class="labelled">
          <span>
            {m.narrative} <span class="hint">{m.narrativeHint}</span>
          </span>
          <textarea
            class="field release-notes"
            rows={4}
            value={narrative}
            aria-invalid={!isNarrative(narrative)}
            onInput={(event) => setNarrative(event.currentTarget.value)}
          />
          <span class="fault" role="alert">
            {!isNarrative(narrative) && m.narrativeHeading}
          </span>
        </label>
        <Changes project={project} version={version.trim()} next={nextVersion.trim()} />
        {failure && (
          <p class="fault" role="alert">
            {isConflict ? m.releaseConflict : m.failedTo(m.couldNotRelease(displayName), because(failure))}
          </p>
        )}
        <footer class="dialog-foot">
          <span class="spring" />
          <button type="button" class="button" onClick={onClose}>
            {m.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy || !isFit}>
            {busy ? m.releasing : m.releaseNow(version.trim())}
            {!busy && <Keys of="Ctrl Enter" />}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

interface StepsProps {
  /** Version that was released last. */
  readonly released: string
  readonly version: string
  readonly onChoose: (version: string) => void
}

/** Patch, minor or major version after the last release; nothing where that is not a version of numbers. */
function Steps({ released, version, onChoose }: StepsProps): VNode | null {
  const m = messages.value
  const after = versionsAfter(released)
  if (after === null) return null
  return (
    <Segments
      label={m.releaseStep}
      value={version}
      options={RELEASE_STEPS.map((step) => [after[step], `${m.releaseSteps[step]} ${after[step]}`] as const)}
      onChoose={onChoose}
    />
  )
}

interface VersionProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

function Version({ label, value, onValue }: VersionProps): VNode {
  const fault = versionFault(value)
  return (
    <label class="labelled">
      <span>{label}</span>
      <input
        class="field mono"
        value={value}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={fault !== null}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <span class="fault" role="alert">
        {fault && versionFaultText(fault)}
      </span>
    </label>
  )
}

interface ChangesProps {
  readonly project: HubProject
  readonly version: string
  readonly next: string
}

/** Preview of the release's changes to the plan document. */
function Changes({ project, version, next }: ChangesProps): VNode {
  const m = messages.value
  const { released, kept, archived } = releasePreview(project)
  return (
    <section class="release-changes sunken box" aria-label={m.willChange}>
      <h3>{m.willChange}</h3>
      {released.length === 0 && <p class="fault">{m.nothingDone}</p>}
      <Change icon={Check} kind="released" text={m.becomesReleased(released.length, version)} items={released} />
      <Change icon={CircleDashed} kind="kept" text={m.staysOpen(kept.length, next)} items={kept} />
      <Change
        icon={Archive}
        kind="archived"
        text={m.goesToArchive(archived.length, project.released.version ?? '–')}
        items={archived}
      />
      <Change icon={FileText} kind="entry" text={m.changelogGets(version)} items={null} />
    </section>
  )
}

interface ChangeProps {
  readonly icon: LucideIcon
  readonly kind: string
  readonly text: string
  /** `null`: the change does not concern items. */
  readonly items: ReadonlyArray<{ readonly text: string }> | null
}

function Change({ icon, kind, text, items }: ChangeProps): VNode | null {
  if (items?.length === 0) return null
  const head = (
    <>
      <Icon of={icon} size={14} />
      {text}
    </>
  )
  if (!items) return <p class={`release-change ${kind}`}>{head}</p>
  return (
    <details class={`release-change ${kind}`}>
      <summary>{head}</summary>
      <ul>
        {items.map((item, at) => (
          <li key={at}>{item.text}</li>
        ))}
      </ul>
    </details>
  )
}
