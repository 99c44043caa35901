import { ref } from 'vue';

/** At most one part of a sentence is open. */
export function useOpenPart<Name extends string>() {
  const open = ref<string | null>(null);

  function partOf(name: Name, label: string, title: string) {
    return {
      name,
      label,
      title,
      isOpen: open.value === name,
      onToggle: () => (open.value = open.value === name ? null : name),
      onClose: () => open.value === name && (open.value = null),
    };
  }

  return { partOf, close: () => (open.value = null) };
}
