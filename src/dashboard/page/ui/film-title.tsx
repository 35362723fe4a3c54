import { addressOf } from '../api/address';

/** Title, and small beside it the year. */
export function FilmTitle({ film }: { film: { readonly titulo: string; readonly ano: number | null } }) {
  return (
    <span class="film-title">
      {film.titulo}
      {film.ano !== null && <span class="film-year"> {film.ano}</span>}
    </span>
  );
}

/** The same, as the way to the film's page. */
export function FilmLink(props: {
  film: { readonly id: number; readonly titulo: string; readonly ano: number | null };
}) {
  return (
    <a class="film-link" href={filmPath(props.film.id)}>
      <FilmTitle film={props.film} />
    </a>
  );
}

/** Address of a film's page. */
export function filmPath(id: number): string {
  return addressOf(`/painel/filmes/${id}`);
}

/** Director and genres, as far as they are known. */
export function filmLine(film: { readonly diretor: string; readonly genero: string }): string {
  return [film.diretor, film.genero].filter((part) => part !== '').join(' · ');
}
