import { conversationTexts } from '../app/texts/conversation-texts.js'
import { Check, Circle, CircleDot } from 'lucide-preact'
import type { VNode } from 'preact'
import { Icon } from '../ui/icon.js'
import { VisibleText } from '../ui/visible-text.js'
import type { Task, TaskState } from './tasks.js'

const ICONS: Readonly<Record<TaskState, typeof Check>> = { open: Circle, running: CircleDot, done: Check }

/** Tasks of an agent with their states. */
export function TaskList({ tasks }: { readonly tasks: ReadonlyArray<Task> }): VNode {
  const m = conversationTexts.value
  return (
    <ul class="entry-tasks">
      {tasks.map(({ text, state }, index) => (
        <li key={index} class={state}>
          <Icon of={ICONS[state]} size={14} />
          <span class="visually-hidden">{m.taskState[state]}</span>
          <span>
            <VisibleText text={text} />
          </span>
        </li>
      ))}
    </ul>
  )
}
