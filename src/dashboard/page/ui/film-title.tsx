/** Title, and small beside it the year. */
export function FilmTitle({ film }: { film: { readonly titulo: string; readonly ano: number | null } }) {
  return (
    <span class="film-title">
      {film.titulo}
      {film.ano !== null && <span class="film-year"> {film.ano}</span>}
    </span>
  );
}

/** Director and genres, as far as they are known. */
export function filmLine(film: { readonly diretor: string; readonly genero: string }): string {
  return [film.diretor, film.genero].filter((part) => part !== '').join(' · ');
}
