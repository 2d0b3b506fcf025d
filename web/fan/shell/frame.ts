/** The phone's frame: sheets and toasts open inside it, on a wide screen too. */
export function frameElement(): HTMLElement {
  return document.getElementById('tf-frame') ?? document.body
}
