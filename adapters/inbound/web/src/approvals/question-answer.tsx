import { Send } from 'lucide-preact'
import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Question } from '../../../../../domain/approvals/question.js'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { decide, deciding } from '../app/approvals.js'
import { drafts, useDraftOf } from '../app/drafts.js'
import { VisibleText } from '../ui/visible-text.js'
import {
  answersOf,
  isChosen,
  isGivenAnswers,
  missing,
  withOption,
  withWords,
  type GivenAnswers,
} from './given-answers.js'
import { Denial, Note } from './denial.js'
import { callTexts, DenyButton } from './call-parts.js'
import { KeyButton } from './key-button.js'
import { typedWords } from './typed-reason.js'

interface Props {
  readonly approval: HubApproval
  readonly questions: ReadonlyArray<Question>
}

const NOTHING: GivenAnswers = {}

/** Form with the questions of an agent. Digits choose the options of the first question without an answer. */
export function QuestionAnswer({ approval, questions }: Props): VNode {
  const { id } = approval
  const [given, setGiven] = useDraftOf(`approval-answers ${id}`, NOTHING, isGivenAnswers)
  const [denying, setDenying] = useState(() => drafts.has(`approval-reason ${id}`))
  const isBusy = deciding.value.has(id)
  const open = missing(questions, given)
  const isWaiting =
    open.length > 0 || questions.some(({ text }) => typedWords(given[text]?.words ?? '', approval).problem !== null)
  if (denying) return <Denial approval={approval} onBack={() => setDenying(false)} />
  return (
    <form
      class="questions"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && !isWaiting) void decide(approval, { decision: 'allow', answers: answersOf(questions, given) })
      }}
    >
      {questions.map((question) => (
        <OneQuestion
          key={question.text}
          name={`${id} ${question.text}`}
          approval={approval}
          question={question}
          given={given}
          hasDigits={question === open[0]}
          onChange={setGiven}
        />
      ))}
      <div class="approval-answers">
        <KeyButton shortcut="a" kind="primary" icon={Send} disabled={isBusy || isWaiting} isSubmit>
          {callTexts(approval).allow}
        </KeyButton>
        <DenyButton approval={approval} onPress={() => setDenying(true)} />
      </div>
    </form>
  )
}

interface OneQuestionProps {
  readonly name: string
  readonly approval: HubApproval
  readonly question: Question
  readonly given: GivenAnswers
  readonly hasDigits: boolean
  readonly onChange: (given: GivenAnswers) => void
}

function OneQuestion({ name, approval, question, given, hasDigits, onChange }: OneQuestionProps): VNode {
  const m = messages.value
  const { text, header, options, isMultiple } = question
  const words = given[text]?.words ?? ''
  const noteId = useId()
  return (
    <fieldset class="question">
      <legend>
        {header !== null && (
          <span class="question-topic round text-1">
            <VisibleText text={header} />
          </span>
        )}{' '}
        <VisibleText text={text} />
        {isMultiple && <span class="hint"> {m.chooseSeveral}</span>}
      </legend>
      {options.map(({ label, description }, index) => (
        <label key={index} class="question-option touch-size cluster gap-8 anywhere pressable">
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name={name}
            data-shortcut={hasDigits && index < 9 ? String(index + 1) : undefined}
            checked={isChosen(given, question, label)}
            onChange={() => onChange(withOption(given, question, label))}
          />
          <span>
            <b>
              <VisibleText text={label} />
            </b>
            {description !== null && (
              <span class="hint">
                {' '}
                <VisibleText text={description} />
              </span>
            )}
          </span>
        </label>
      ))}
      <label class="labelled">
        <span>{m.ownWords}</span>
        <input
          class="field"
          aria-describedby={noteId}
          value={words}
          onInput={(event) => onChange(withWords(given, question, event.currentTarget.value))}
        />
      </label>
      <Note id={noteId} of={typedWords(words, approval)} />
    </fieldset>
  )
}
