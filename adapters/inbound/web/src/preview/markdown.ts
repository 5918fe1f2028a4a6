import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'

/** HTML in a document is shown as text. Agents read it that way, and it cannot become active. */
const markdown = new MarkdownIt({ html: false, linkify: true })

// Images become text links. External images are not loaded, and local ones would need the token.
markdown.renderer.rules['image'] = (tokens, index) => {
  const token = tokens[index]
  const address = String(token?.attrGet('src') ?? '')
  const link = document.createElement('a')
  link.setAttribute('href', address)
  link.className = 'markdown-image'
  link.textContent = token?.content === '' ? address : (token?.content ?? '')
  return link.outerHTML
}

/** Renders a document as HTML with text, links and tables, without scripts, forms and external resources. */
export const markdownHtml = (text: string): string =>
  // With Trusted Types this is an object that the DOM accepts as HTML. Preact's types require a string.
  DOMPurify.sanitize(markdown.render(text), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'img',
      'video',
      'audio',
      'picture',
      'source',
    ],
    FORBID_ATTR: ['style', 'srcset', 'action', 'ping', 'target'],
    ALLOW_DATA_ATTR: false,
    RETURN_TRUSTED_TYPE: true,
  }) as unknown as string
