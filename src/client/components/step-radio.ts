const steps: Partial<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** Arrow keys in a group of choices choose the next one, as they do in a form's own. */
export function stepRadio(event: KeyboardEvent): void {
  const step = steps[event.key];
  const { target } = event;
  if (step === undefined || !(target instanceof HTMLElement) || target.role !== 'radio') return;
  const group = [
    ...(target.closest('[role=radiogroup]')?.querySelectorAll<HTMLElement>('[role=radio]') ?? []),
  ];
  const next = group.at((group.indexOf(target) + step) % group.length);
  event.preventDefault();
  next?.focus();
  next?.click();
}
