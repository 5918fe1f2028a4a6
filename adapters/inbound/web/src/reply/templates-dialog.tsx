import { Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { toast } from '../state/toasts.js'
import { Dialog } from '../ui/dialog.js'
import { IconButton } from '../ui/icon-button.js'
import { deleteTemplate, PLACEHOLDERS, saveTemplate, templates } from './prompt-templates.js'

/** Texts of the templates, saved when the focus leaves them. */
export function TemplatesDialog({ onClose }: { readonly onClose: () => void }): VNode {
  const m = messages.value
  const remove = (title: string, text: string): void => {
    deleteTemplate(title)
    const undo = (): void => {
      saveTemplate(title, text)
    }
    toast({ text: m.promptTemplateDeleted(title), action: { label: m.undo, run: undo } })
  }
  return (
    <Dialog label={m.promptTemplates} class="prompt-dialog" onClose={onClose}>
      <h2 tabIndex={-1} autofocus>
        {m.promptTemplates}
      </h2>
      <p class="hint">{m.placeholders(PLACEHOLDERS.map((name) => `{{${name}}}`).join(' '))}</p>
      <ul>
        {templates.value.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <IconButton
              icon={Trash2}
              label={m.deletePromptTemplate(title)}
              onPress={() => {
                remove(title, text)
              }}
            />
            <textarea
              class="field"
              rows={3}
              value={text}
              aria-label={title}
              onChange={({ currentTarget: { value } }) => {
                if (value.trim() !== '') saveTemplate(title, value)
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
