import type { VNode } from 'preact'
import { conversationTexts } from '../app/texts/conversation-texts.js'
import { FailureNote } from '../ui/failure-note.js'
import type { Entry } from './conversation.js'
import { useWholeText } from './whole-text.js'

interface Props {
  readonly entry: Entry
  readonly kind?: 'text' | 'input'
  /** True when the end is more telling than the beginning. */
  readonly isEndFirst?: boolean
  readonly children: (text: string) => VNode
}

/** Text of an entry, with buttons that read on in one that the conversation has a part of. */
export function EntryText({ entry, kind = 'text', isEndFirst = false, children }: Props): VNode {
  const m = conversationTexts.value
  const { shown, hasMore, failure, read } = useWholeText(entry, kind, isEndFirst)
  if (shown === null)
    return failure ? (
      <FailureNote failure={failure} onRetry={() => read({ after: 0 })} />
    ) : (
      <p class="hint late">{m.readingText}</p>
    )
  const { text, start, end, size } = shown
  return (
    <div data-text={`${String(entry.row)}.${String(entry.part)}.${kind}`} data-start={start}>
      {start > 0 && (
        <button type="button" class="button entry-more" onClick={() => read({ before: start })}>
          {m.earlierText}
        </button>
      )}
      {children(text)}
      {failure && <FailureNote failure={failure} onRetry={() => read({ after: end })} />}
      {hasMore && (
        <button type="button" class="button entry-more" onClick={() => read({ after: end })}>
          {m.moreText}
        </button>
      )}
      {size === null ? (
        <p class="hint">{m.entryIsCut(text.length, entry.length)}</p>
      ) : (
        (start > 0 || end < size) && <p class="hint">{m.partOfText(start, end, size)}</p>
      )}
    </div>
  )
}
