import { newSessionTexts } from '../i18n/new-session-texts.js'
import { BookmarkPlus, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { isText } from '../state/draft-shelf.js'
import { useDraftOf } from '../state/drafts.js'
import { toast } from '../state/toasts.js'
import { IconButton } from '../ui/icon-button.js'
import { applyTemplate, deleteTemplate, saveTemplate, templates } from './templates.js'

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)

/** Selection of a template, and a field that saves the form as one. */
export function TemplateRow(): VNode {
  const m = messages.value
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useDraftOf<string | null>('template-name', null, isTextOrNull)

  const save = (): void => {
    const name = typed?.trim() ?? ''
    if (name === '') return
    saveTemplate(name)
    setTitle(name)
    setTyped(null)
    toast({ text: newSessionTexts.value.templateSaved(name) })
  }

  if (typed !== null) {
    return (
      <div class="template-row">
        <input
          class="field"
          aria-label={newSessionTexts.value.templateName}
          placeholder={newSessionTexts.value.templateName}
          maxLength={60}
          value={typed}
          autofocus
          ref={(field) => field?.focus()}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
          }}
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
          {newSessionTexts.value.saveTemplate}
        </button>
      </div>
    )
  }
  return (
    <div class="template-row">
      <select
        class="field"
        aria-label={newSessionTexts.value.template}
        value={title}
        onChange={({ currentTarget: { value } }) => {
          setTitle(value)
          if (value !== '') applyTemplate(value)
        }}
      >
        <option value="">{`${newSessionTexts.value.template}: ${newSessionTexts.value.noTemplate}`}</option>
        {templates.value.map((one) => (
          <option key={one.title} value={one.title}>
            {one.title}
          </option>
        ))}
      </select>
      {title !== '' && (
        <IconButton
          icon={Trash2}
          label={newSessionTexts.value.deleteTemplate}
          onPress={() => {
            deleteTemplate(title)
            setTitle('')
            toast({ text: newSessionTexts.value.templateDeleted(title) })
          }}
        />
      )}
      <IconButton
        icon={BookmarkPlus}
        label={newSessionTexts.value.saveTemplate}
        onPress={() => {
          setTyped(title)
        }}
      />
    </div>
  )
}
