import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { BookmarkPlus, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { isText } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
import { toast } from '../app/toasts.js'
import { IconButton } from '../ui/icon-button.js'
import { applyTemplate, deleteTemplate, saveTemplate, templates } from './templates.js'

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)

/** Selection of a template, and a field that saves the form as one. */
export function TemplateRow(): VNode {
  const m = newSessionTexts.value
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useDraftOf<string | null>('template-name', null, isTextOrNull)

  const save = (): void => {
    const name = typed?.trim() ?? ''
    if (name === '') return
    saveTemplate(name)
    setTitle(name)
    setTyped(null)
    toast({ text: m.templateSaved(name) })
  }

  if (typed !== null) {
    return (
      <div class="template-row cluster gap-4 shrink">
        <input
          class="field"
          aria-label={m.templateName}
          placeholder={m.templateName}
          maxLength={60}
          value={typed}
          autofocus
          ref={(field) => field?.focus()}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            // Keeps the key from starting the session or closing the dialog.
            event.preventDefault()
            event.stopPropagation()
            if (event.key === 'Enter') save()
            else setTyped(null)
          }}
        />
        <button type="button" class="button" onClick={save}>
          {m.saveTemplate}
        </button>
      </div>
    )
  }
  return (
    <div class="template-row cluster gap-4 shrink">
      <select
        class="field"
        aria-label={m.template}
        value={title}
        onChange={({ currentTarget: { value } }) => {
          setTitle(value)
          if (value !== '') applyTemplate(value)
        }}
      >
        <option value="">{`${m.template}: ${m.noTemplate}`}</option>
        {templates.value.map((one) => (
          <option key={one.title} value={one.title}>
            {one.title}
          </option>
        ))}
      </select>
      {title !== '' && (
        <IconButton
          icon={Trash2}
          label={m.deleteTemplate}
          onPress={() => {
            deleteTemplate(title)
            setTitle('')
            toast({ text: m.templateDeleted(title) })
          }}
        />
      )}
      <IconButton icon={BookmarkPlus} label={m.saveTemplate} onPress={() => setTyped(title)} />
    </div>
  )
}
