import { GitCommitHorizontal } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { DiffFile } from '../diff/diff-file.js'
import { messages } from '../app/texts/messages.js'
import { chord } from '../app/platform/keys.js'
import { isText } from '../app/draft-shelf.js'
import { draftMapSignal } from '../app/drafts.js'
import { toast } from '../app/toasts.js'
import { Icon } from '../ui/icon.js'
import { refusalText } from './change-actions.js'
import type { OpenRepo } from './repo.js'
import { ask, client } from '../app/the-hub.js'

/** Unsent commit messages by session. */
const commitMessages = draftMapSignal('commit', isText)

function keepMessage(session: string, text: string): void {
  const others = [...commitMessages.value].filter(([name]) => name !== session)
  commitMessages.value = new Map(text === '' ? others : [...others, [session, text]])
}

interface Props {
  readonly repo: OpenRepo
  readonly staged: ReadonlyArray<DiffFile>
}

/** Field for a commit message. Hidden while nothing is staged and nothing is typed. */
export function CommitForm({ repo, staged }: Props): VNode | null {
  const m = messages.value
  const session = repo.session()
  const text = commitMessages.value.get(session) ?? ''
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  if (staged.length === 0 && text === '') return null

  const commit = async (): Promise<void> => {
    const message = commitMessages.peek().get(session) ?? ''
    if (sending || staged.length === 0 || message.trim() === '') return
    setSending(true)
    setRefusal(null)
    const answer = await ask(
      client.commitStaged({ params: { name: session }, body: { message, paths: staged.map(({ path }) => path) } }),
      ({ body }) => body.shortSha,
    )
    setSending(false)
    repo.readAgain()
    if (!answer.ok) {
      setRefusal(refusalText(answer.failure))
      return
    }
    if (commitMessages.peek().get(session) === message) keepMessage(session, '')
    toast({ text: m.committed(answer.value) })
  }
  return (
    <form
      class="commit-form wrap rigid line-below"
      onSubmit={(event) => {
        event.preventDefault()
        void commit()
      }}
    >
      {refusal !== null && (
        <p class="fault" role="alert">
          {m.failedTo(m.couldNotCommit, refusal)}
        </p>
      )}
      <textarea
        class="field"
        rows={text.includes('\n') ? 4 : 1}
        value={text}
        placeholder={m.commitMessage}
        aria-label={m.commitMessage}
        onInput={({ currentTarget }) => keepMessage(session, currentTarget.value)}
        onKeyDown={(event) => {
          if (chord(event) !== 'Mod+Enter') return
          event.preventDefault()
          void commit()
        }}
      />
      <button
        type="submit"
        class="button primary"
        disabled={sending || staged.length === 0 || text.trim() === ''}
        data-shortcut="Mod+Enter"
      >
        <Icon of={GitCommitHorizontal} />
        {m.commitFiles(staged.length)}
      </button>
    </form>
  )
}
