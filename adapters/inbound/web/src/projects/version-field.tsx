import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { versionFault } from './plan.js'
import { useDraft } from '../app/drafts.js'
import { sectionTitle, versionFaultText } from './plan-texts.js'
import { editPlan } from './open-project.js'

interface Props {
  readonly section: 'released' | 'dev'
  readonly version: string
}

/** Version of a section. A click edits it. */
export function VersionField({ section, version }: Props): VNode {
  const m = messages.value
  const [edits, setEdits] = useState(false)
  if (edits) {
    return <VersionEdit section={section} version={version} onDone={() => setEdits(false)} />
  }
  return (
    <button
      type="button"
      class="version ellipsis shrink faint rounded align-centre"
      data-tip={m.setVersion}
      aria-label={`${m.versionOf(sectionTitle(section))}: ${version}. ${m.setVersion}`}
      onClick={() => setEdits(true)}
    >
      {version}
    </button>
  )
}

function VersionEdit({ section, version, onDone }: Props & { readonly onDone: () => void }): VNode {
  const [typed, setTyped] = useDraft(`version ${section}`, version)
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  const fault = versionFault(typed)
  useLayoutEffect(() => {
    field.current?.select()
  }, [])

  const finish = async (take: boolean): Promise<void> => {
    if (settled.current || (take && fault)) return
    settled.current = true
    const wanted = typed.trim()
    const isDone = !take || wanted === version || (await editPlan({ action: 'set-version', section, version: wanted }))
    // After a rejection the field stays open with the typed text.
    settled.current = false
    if (isDone) onDone()
  }

  return (
    <span class="rename version-edit">
      <input
        ref={field}
        class="field"
        value={typed}
        spellcheck={false}
        aria-label={messages.value.versionOf(sectionTitle(section))}
        aria-invalid={fault !== null}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') void finish(true)
          if (event.key === 'Escape') void finish(false)
        }}
        onBlur={() => void finish(fault === null)}
      />
      {fault && (
        <span class="fault" role="alert">
          {versionFaultText(fault)}
        </span>
      )}
    </span>
  )
}
