type Child = Node | string | null | undefined | false;

/** Makes an element. Properties are set as such, those with a hyphen as attributes; strings become text, never HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-')) element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children.filter((child): child is Node | string => child instanceof Node || typeof child === 'string'));
  return element;
}
