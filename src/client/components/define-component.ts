import type { AlpineComponent } from 'alpinejs';

/** Gives an Alpine component its types: inside of it `this` has its own fields and Alpine's. */
export function defineComponent<T>(component: AlpineComponent<T>): AlpineComponent<T> {
  return component;
}
