import { BookmarkPlus, LayoutTemplate, Paperclip, Pencil, SendToBack } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { toast } from '../app/toasts.js'
import { chooseFiles } from '../transfer/choose-files.js'
import { IconButton } from '../ui/icon-button.js'
import { MenuButton, type MenuItem } from '../ui/menu.js'
import { attachToReply } from './attach-to-reply.js'
import { filled, saveTemplate, templatesNow, titleOf, useLocalTemplates } from './prompt-templates.js'
import { typedFor, typeReply } from './replies.js'
import { SeveralDialog } from './several-dialog.js'
import { TemplatesDialog } from './templates-dialog.js'

/** Files and templates for the reply field, and the choice of several sessions for its text. */
export function PromptTools({ session }: { readonly session: HubSession }): VNode {
  const m = messages.value
  const { id } = session
  const [opened, setOpen] = useState<'several' | 'templates' | null>(null)
  const close = (): void => setOpen(null)
  const text = typedFor(id)
  useLocalTemplates()

  const items = (): ReadonlyArray<MenuItem> => {
    const typed = typedFor(id).trim()
    const title = titleOf(typed)
    const templates = templatesNow()
    return [
      ...templates.map((template) => ({
        label: template.title,
        icon: LayoutTemplate,
        run: () => typeReply(id, filled(template.text, session)),
      })),
      {
        label: m.savePromptTemplate,
        icon: BookmarkPlus,
        isOff: typed === '',
        run: () =>
          void saveTemplate(title, typed).then((isSaved) => {
            if (isSaved) toast({ text: m.promptTemplateSaved(title) })
          }),
      },
      {
        label: m.editPromptTemplates,
        icon: Pencil,
        isOff: templates.length === 0,
        run: () => setOpen('templates'),
      },
    ]
  }
  return (
    // Read before the menu opens, whose entries would move under the pointer otherwise.
    <div class="prompt-tools flex" onPointerEnter={templatesNow} onFocusIn={templatesNow}>
      <IconButton
        icon={Paperclip}
        label={m.attach}
        onPress={() => chooseFiles((files) => void attachToReply(session, Promise.resolve(files)))}
      />
      <MenuButton icon={LayoutTemplate} label={m.promptTemplates} items={items} />
      <IconButton
        icon={SendToBack}
        label={m.toSeveral}
        disabled={text.trim() === ''}
        onPress={() => setOpen('several')}
      />
      {opened === 'several' && <SeveralDialog session={session} onClose={close} />}
      {opened === 'templates' && <TemplatesDialog onClose={close} />}
    </div>
  )
}
