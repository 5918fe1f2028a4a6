import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { pathIn } from '../../app/folders.js'
import { projectRoute } from '../../app/routing/route.js'
import { MarkdownPreview } from '../../preview/markdown-preview.js'
import { projects } from '../../app/project-list.js'
import { because } from '../../app/failed.js'
import { go } from '../../app/router.js'
import { Link } from '../../ui/link.js'
import { ask, client } from '../../app/the-hub.js'
import { contentOf, fileTimeout } from '../../app/hub/file-content.js'

/** Specification that the brainstorming agent wrote. */
export function SpecView({ card, doc }: { readonly card: HubCard; readonly doc: string }): VNode {
  const m = messages.value
  const project = projects.value?.find(({ id }) => id === card.projectId)
  const path = pathIn(doc, [project?.path ?? null, card.worktreePath])
  const [text, setText] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  useEffect(() => {
    let isOver = false
    const read = async (): Promise<void> => {
      const answer = await ask(
        client.readFileContent({ params: { id: card.projectId }, query: { path }, signal: fileTimeout() }),
        contentOf,
      )
      const content = answer.ok ? await answer.value.blob.text() : null
      if (isOver) return
      setText(content)
      setFault(answer.ok ? null : because(answer.failure))
    }
    void read()
    return () => (isOver = true)
  }, [card.projectId, path, card.rev])

  const open = (file: string): void => go(projectRoute(card.projectId, 'files', file))
  return (
    <section class="card-section one-column gap-6" aria-label={m.spec}>
      <h3>
        {m.spec}
        <Link to={projectRoute(card.projectId, 'files', path)} class="mono hint">
          {doc}
        </Link>
      </h3>
      {fault !== null && <p class="hint">{m.specUnreadable(fault)}</p>}
      {text !== null && (
        <div class="spec-text scroll box" tabIndex={0}>
          <MarkdownPreview path={path} text={text} onFile={open} />
        </div>
      )}
    </section>
  )
}
