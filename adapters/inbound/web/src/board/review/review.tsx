import { ArrowLeft, Send, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { diffFile, keepSame, type DiffSource } from '../../diff/diff-file.js'
import { diffState } from '../../diff/diff-state.js'
import { DiffView } from '../../diff/diff-view.js'
import { Header } from '../../ui/header.js'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { reviewPrompt } from './review-prompt.js'
import { failedBy } from '../../app/failed.js'
import { go } from '../../app/router.js'
import { toast } from '../../app/toasts.js'
import { useReading } from '../../app/use-reading.js'
import { FailureNote } from '../../ui/failure-note.js'
import { Icon } from '../../ui/icon.js'
import { IconButton } from '../../ui/icon-button.js'
import { TwoStepButton } from '../../ui/two-step-button.js'
import { boardHere, isLive } from '../board-state.js'
import { LineComment } from './line-comment.js'
import { beginComment, commentsOf, dropComments, placeOf } from './review-comments.js'
import { ask, client } from '../../app/the-hub.js'

/** Diff of a card's branch with line comments. */
export function Review({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const { value, failure, again } = useReading(
    () => ask(client.readBranchDiff({ params: { id: card.id }, query: { path: [] } })),
    card.rev,
  )
  const state = useMemo(diffState, [])
  const source = useMemo(() => sourceOf(card.id), [card.id])

  useEffect(() => {
    if (value?.isRepo !== true) return
    const files = value.files.map((file) => diffFile(file, null))
    state.setFiles(keepSame(state.files.peek(), files))
  }, [value])

  return (
    <>
      <Header title={card.title}>
        <span class="spring" />
        <IconButton icon={ArrowLeft} label={m.backToBoard} onPress={() => go({ ...boardHere(), view: 'card' })} />
      </Header>
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {value === null && !failure && <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>}
      {value?.isRepo === false && <p class="panel-note align-centre grid gap-12 faint">{m.notARepository}</p>}
      {value?.isRepo === true && value.files.length === 0 && (
        <p class="panel-note align-centre grid gap-12 faint">{m.branchIsEmpty(value.branch, value.base)}</p>
      )}
      {value?.isRepo === true && value.files.length > 0 && (
        <div class="review stack spring shrink-y">
          <DiffView
            state={state}
            source={source}
            omitted={value.omitted}
            lead={
              <span class="hint">
                {value.branch} → {value.base}
              </span>
            }
          />
        </div>
      )}
      <CommentBar card={card} />
    </>
  )
}

/** Number of comments and the button that sends them. */
function CommentBar({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const comments = commentsOf(card.id)
  const { sessionRef, branch } = card
  const live = isLive(card)
  if (comments.length === 0) return <p class="comment-bar cluster gap-8 rigid line-above hint">{m.howToComment}</p>

  const send = async (): Promise<void> => {
    if (sessionRef === null) return
    const text = reviewPrompt(branch ?? card.title, comments)
    const answer = await ask(
      client.queuePrompt({ params: { name: sessionRef }, body: { id: crypto.randomUUID(), text, now: true } }),
    )
    if (!answer.ok) {
      failedBy('reason', m.agentNotReady, m.commentsNotSent, answer.failure)
      return
    }
    dropComments(card.id)
    const open = (): void => go({ page: 'terminal', session: sessionRef })
    toast({ text: m.commentsSent(comments.length), action: { label: m.open, run: open } })
  }
  return (
    <div class="comment-bar cluster gap-8 rigid line-above">
      <span>{live ? m.commentCount(comments.length) : m.noAgentForComments}</span>
      <span class="spring" />
      <TwoStepButton
        id={`drop comments ${card.id}`}
        icon={Trash2}
        label={m.dropComments}
        question={m.reallyDropComments}
        onConfirm={() => dropComments(card.id)}
      />
      <button type="button" class="button primary" disabled={!live} onClick={() => void send()}>
        <Icon of={Send} />
        {m.sendComments}
      </button>
    </div>
  )
}

function sourceOf(card: string): DiffSource {
  return {
    patch: async ({ path, oldPath }, extent) => {
      // The hub returns branch diffs with git's default context only.
      if (extent === 'whole') return null
      const answer = await ask(
        client.readBranchDiff({ params: { id: card }, query: { path: oldPath === null ? [path] : [path, oldPath] } }),
      )
      if (!answer.ok || !answer.value.isRepo) return null
      return answer.value.files.find((file) => file.path === path)?.diff ?? null
    },
    notes: {
      begin: (file, line) => beginComment(card, placeOf(file, line)),
      below: (file, line) => <LineComment card={card} place={placeOf(file, line)} />,
    },
  }
}
