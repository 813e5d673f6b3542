/* SPDX-License-Identifier: CDDL-1.0 */
/*
 * A stand-in for libdevinfo(3LIB): the calls that Lastpath makes, with the same binary interface,
 * over a topology file. See README.md beside this file for the format.
 *
 * The file is the library's own name with ".topology" after it, read anew by each di_init(). A
 * snapshot is one piece of memory, as the real one is; every handle is checked to lie in a live
 * snapshot, so that whatever the real library would answer with a crash some day ends here at once,
 * with a message.
 */
#define	_GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* DINFOCPYALL | DINFOPATH of <sys/devinfo_impl.h> */
#define	FLAGS		0xdf0f
#define	WALK_CLDFIRST	0
#define	WALK_PRUNESIB	-1
#define	WALK_PRUNECHILD	-2
#define	WALK_TERMINATE	-3

/* Of addresses; few where they are short. */
#define	ARENA_BYTES	((size_t)(sizeof (void *) >= 8 ? 512 : 128) << 20)
#define	MOST_SNAPSHOTS	64
/* Snapshots whose addresses are not used again after di_fini; few where addresses are short. */
#define	QUARANTINE	(sizeof (void *) >= 8 ? 16 : 2)
#define	MOST_FIELDS	4
#define	STRING_MAGIC	UINT64_C(0x6469737472696e67)
#define	API		__attribute__((visibility("default")))

typedef struct di_node {
	struct di_node *parent, *child, *last_child, *sibling;
	struct di_node *next_vhci, *top_phci, *last_phci, *next_phci;
	struct di_path *paths, *last_path;
	int paths_errno;		/* of the end of its paths */
	const char *name;		/* NULL: cannot be found out */
	const char *key;
	struct di_node *next_key;
} *di_node_t;

typedef enum {
	DI_PATH_STATE_UNKNOWN, DI_PATH_STATE_OFFLINE, DI_PATH_STATE_STANDBY, DI_PATH_STATE_ONLINE,
	DI_PATH_STATE_FAULT
} di_path_state_t;

typedef struct di_path {
	struct di_path *next;
	struct di_node *phci;		/* NULL: it has none */
	di_path_state_t state;
	const char *bus_addr;
} *di_path_t;

typedef struct {
	size_t used;
	struct di_node *root, *vhcis, *vhci, *keys, *client;
	int init_fails, init_errno;
	int walk_errno;
	long walk_after;		/* -1: to the end */
	int walk_loses;
	const char *walk_skips;		/* name of a node */
	struct di_node *walk_late;	/* shown after all others */
	const char *init_hangs, *walk_hangs;
} snapshot_t;

typedef struct {
	uint64_t magic;
	size_t length;
} string_t;

static char *live[MOST_SNAPSHOTS];
static char *latest;
static char *freed[QUARANTINE];
static size_t next_freed;
static atomic_int live_snapshots, live_strings;

enum call {
	INIT, FINI, WALK_NODE, CHILD_NODE, SIBLING_NODE, CLIENT_NEXT_PATH, PHCI_NODE, STATE, BUS_ADDR,
	DEVFS_PATH, DEVFS_PATH_FREE, VHCI_FIRST, VHCI_NEXT, PHCI_FIRST, PHCI_NEXT, CALLS
};

static const char *const names[CALLS] = {
	"di_init", "di_fini", "di_walk_node", "di_child_node", "di_sibling_node",
	"di_path_client_next_path", "di_path_phci_node", "di_path_state", "di_path_bus_addr",
	"di_devfs_path", "di_devfs_path_free", "di_vhci_first_node", "di_vhci_next_node",
	"di_phci_first_node", "di_phci_next_node"
};

/* Not atomic: a host is read by one thread at a time, and that is what is counted. */
static int64_t counts[CALLS];

static void
fail(const char *format, ...)
{
	va_list args;

	(void) fprintf(stderr, "libdevinfo stand-in: ");
	va_start(args, format);
	(void) vfprintf(stderr, format, args);
	va_end(args);
	(void) fprintf(stderr, "\n");
	abort();
}

static int
lies_in(const char *arena, const void *handle)
{
	return (arena != NULL && (const char *)handle >= arena &&
	    (const char *)handle < arena + ARENA_BYTES);
}

/* Finds the snapshot of a handle; ends the process if there is none. */
static snapshot_t *
snapshot_of(const void *handle, enum call call)
{
	counts[call]++;
	if (lies_in(latest, handle))
		return ((snapshot_t *)latest);
	for (int i = 0; i < MOST_SNAPSHOTS; i++) {
		if (lies_in(live[i], handle)) {
			latest = live[i];
			return ((snapshot_t *)latest);
		}
	}
	fail("%s: %p belongs to no live snapshot: used after di_fini, or never from di_init",
	    names[call], handle);
	return (NULL);
}

static void *
take(snapshot_t *snapshot, size_t bytes)
{
	void *taken = (char *)snapshot + snapshot->used;

	snapshot->used += (bytes + 15) & ~(size_t)15;
	if (snapshot->used > ARENA_BYTES)
		fail("the topology needs more than %zu bytes", ARENA_BYTES);
	return (taken);
}

static const char *
copy(snapshot_t *snapshot, const char *text)
{
	return (strcpy(take(snapshot, strlen(text) + 1), text));
}

static di_node_t
add_node(snapshot_t *snapshot, di_node_t parent, const char *name)
{
	di_node_t node = take(snapshot, sizeof (*node));

	node->name = name == NULL ? NULL : copy(snapshot, name);
	node->paths_errno = ENXIO;
	node->parent = parent;
	if (parent == NULL)
		return (node);
	if (parent->child == NULL)
		parent->child = node;
	else
		parent->last_child->sibling = node;
	parent->last_child = node;
	return (node);
}

static di_node_t
add_phci(snapshot_t *snapshot, const char *key, const char *name, int listed)
{
	di_node_t node = add_node(snapshot, snapshot->root, name);

	node->key = copy(snapshot, key);
	node->next_key = snapshot->keys;
	snapshot->keys = node;
	if (listed) {
		if (snapshot->vhci->top_phci == NULL)
			snapshot->vhci->top_phci = node;
		else
			snapshot->vhci->last_phci->next_phci = node;
		snapshot->vhci->last_phci = node;
	}
	return (node);
}

static void
add_vhci(snapshot_t *snapshot, const char *name)
{
	di_node_t vhci = add_node(snapshot, snapshot->root, name);

	if (snapshot->vhci == NULL)
		snapshot->vhcis = vhci;
	else
		snapshot->vhci->next_vhci = vhci;
	snapshot->vhci = vhci;
}

static void
add_path(snapshot_t *snapshot, di_node_t client, di_node_t phci, di_path_state_t state,
    const char *bus_addr)
{
	di_path_t path = take(snapshot, sizeof (*path));

	path->phci = phci;
	path->state = state;
	path->bus_addr = bus_addr == NULL ? NULL : copy(snapshot, bus_addr);
	if (client->paths == NULL)
		client->paths = path;
	else
		client->last_path->next = path;
	client->last_path = path;
}

static di_node_t
by_key(const snapshot_t *snapshot, const char *key)
{
	di_node_t node = snapshot->keys;

	while (node != NULL && strcmp(node->key, key) != 0)
		node = node->next_key;
	if (node == NULL)
		fail("the topology has no PHCI '%s'", key);
	return (node);
}

/* As many clients with as many paths each, through as many PHCIs. */
static void
scale(snapshot_t *snapshot, long clients, long paths, long phcis)
{
	char text[128];
	di_node_t *all = take(snapshot, sizeof (*all) * (size_t)phcis);

	for (long i = 0; i < phcis; i++) {
		(void) snprintf(text, sizeof (text), "/pci@%lx,600000/SUNW,qlc@%ld/fp@%ld,0", i / 8, i % 8, i);
		all[i] = add_phci(snapshot, text, text, 1);
	}
	for (long i = 0; i < clients; i++) {
		(void) snprintf(text, sizeof (text), "/scsi_vhci/ssd@g600a0b80%024lx", i);
		di_node_t client = add_node(snapshot, snapshot->vhci, text);
		for (long p = 0; p < paths; p++) {
			(void) snprintf(text, sizeof (text), "w50060e80%08lx,%lx", p, i);
			add_path(snapshot, client, all[(i / 1000 + p) % phcis], DI_PATH_STATE_ONLINE, text);
		}
	}
}

/* Takes \t, \n and \\ back to what they stand for. */
static void
unescape(char *field)
{
	char *to = field;

	for (const char *from = field; *from != '\0'; from++, to++) {
		if (*from == '\\') {
			from++;
			*to = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
		} else {
			*to = *from;
		}
	}
	*to = '\0';
}

static long
number(const char *field)
{
	char *end;
	long value = strtol(field, &end, 10);

	if (end == field || *end != '\0')
		fail("'%s' in the topology is no number", field);
	return (value);
}

static void
set_failure(snapshot_t *snapshot, char **field)
{
	if (strcmp(field[1], "init") == 0) {
		snapshot->init_fails = 1;
		snapshot->init_errno = (int)number(field[2]);
	} else if (strcmp(field[1], "walk") == 0) {
		snapshot->walk_errno = (int)number(field[2]);
		snapshot->walk_after = number(field[3]);
	} else if (strcmp(field[1], "paths") == 0) {
		snapshot->client->paths_errno = (int)number(field[2]);
	} else {
		fail("the topology has no failure '%s'", field[1]);
	}
}

static void
read_line(snapshot_t *snapshot, char **field)
{
	const char *word = field[0];

	if (strcmp(word, "vhci") == 0) {
		add_vhci(snapshot, field[1]);
	} else if (strcmp(word, "phci") == 0) {
		(void) add_phci(snapshot, field[1], field[2], 1);
	} else if (strcmp(word, "node") == 0) {
		(void) add_phci(snapshot, field[1], field[2], 0);
	} else if (strcmp(word, "client") == 0) {
		snapshot->client = add_node(snapshot, snapshot->vhci, field[1]);
	} else if (strcmp(word, "stray") == 0) {
		snapshot->client = add_node(snapshot, snapshot->root, field[1]);
	} else if (strcmp(word, "path") == 0) {
		di_node_t phci = strcmp(field[1], "-") == 0 ? NULL : by_key(snapshot, field[1]);
		add_path(snapshot, snapshot->client, phci, (di_path_state_t)number(field[2]),
		    field[3]);
	} else if (strcmp(word, "fail") == 0) {
		set_failure(snapshot, field);
	} else if (strcmp(word, "lose") == 0 && strcmp(field[1], "below") == 0) {
		snapshot->walk_skips = copy(snapshot, field[2]);
	} else if (strcmp(word, "lose") == 0) {
		snapshot->walk_loses = 1;
		snapshot->walk_after = number(field[1]);
	} else if (strcmp(word, "late") == 0) {
		snapshot->walk_late = snapshot->client;
	} else if (strcmp(word, "hang") == 0) {
		*(strcmp(field[1], "init") == 0 ? &snapshot->init_hangs : &snapshot->walk_hangs) =
		    copy(snapshot, field[2]);
	} else if (strcmp(word, "scale") == 0) {
		scale(snapshot, number(field[1]), number(field[2]), number(field[3]));
	} else {
		fail("the topology has a line '%s'", word);
	}
}

static void
read_topology(snapshot_t *snapshot)
{
	Dl_info self;
	char file[PATH_MAX + 16];
	char *line = NULL;
	size_t size = 0;

	if (dladdr(&live, &self) == 0 || self.dli_fname == NULL)
		fail("does not know its own name");
	(void) snprintf(file, sizeof (file), "%s.topology", self.dli_fname);
	FILE *in = fopen(file, "re");
	if (in == NULL)
		fail("%s: %s", file, strerror(errno));
	while (getline(&line, &size, in) > 0) {
		char *field[MOST_FIELDS] = { NULL };
		char *rest = line;
		rest[strcspn(rest, "\n")] = '\0';
		if (*rest == '\0' || *rest == '#')
			continue;
		for (int i = 0; i < MOST_FIELDS && rest != NULL; i++) {
			field[i] = strsep(&rest, "\t");
			unescape(field[i]);
		}
		read_line(snapshot, field);
	}
	free(line);
	(void) fclose(in);
}

static void
hang_while(const char *file)
{
	while (file != NULL && access(file, F_OK) == 0)
		(void) usleep(2000);
}

static int
free_slot(void)
{
	for (int i = 0; i < MOST_SNAPSHOTS; i++) {
		if (live[i] == NULL)
			return (i);
	}
	fail("more than %d live snapshots", MOST_SNAPSHOTS);
	return (-1);
}

API di_node_t
di_init(const char *phys_path, unsigned int flags)
{
	int earlier = errno;

	counts[INIT]++;
	if (strcmp(phys_path, "/") != 0 || flags != FLAGS)
		fail("di_init: '%s' with flags 0x%x, but '/' with 0x%x is wanted", phys_path, flags, FLAGS);
	char *arena = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (arena == MAP_FAILED)
		fail("di_init: %s", strerror(errno));
	snapshot_t *snapshot = (snapshot_t *)arena;
	snapshot->used = sizeof (*snapshot);
	snapshot->used = (snapshot->used + 15) & ~(size_t)15;
	snapshot->walk_after = -1;
	snapshot->root = add_node(snapshot, NULL, "/");
	read_topology(snapshot);
	hang_while(snapshot->init_hangs);
	if (snapshot->init_fails) {
		int reason = snapshot->init_errno == 0 ? earlier : snapshot->init_errno;
		(void) munmap(arena, ARENA_BYTES);
		errno = reason;
		return (NULL);
	}
	live[free_slot()] = arena;
	atomic_fetch_add(&live_snapshots, 1);
	return (snapshot->root);
}

/*
 * Gives the memory of a snapshot back, but not yet its addresses: a handle of it must not be taken
 * for one of the next snapshot.
 */
static void
quarantine(char *arena)
{
	if (freed[next_freed] != NULL)
		(void) munmap(freed[next_freed], ARENA_BYTES);
	if (mmap(arena, ARENA_BYTES, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
		fail("di_fini: %s", strerror(errno));
	freed[next_freed] = arena;
	next_freed = (next_freed + 1) % QUARANTINE;
}

/* Where a copy of the library is unloaded, nobody has a handle of its snapshots any more. */
__attribute__((destructor)) static void
release(void)
{
	for (size_t i = 0; i < QUARANTINE; i++) {
		if (freed[i] != NULL)
			(void) munmap(freed[i], ARENA_BYTES);
	}
}

API void
di_fini(di_node_t root)
{
	snapshot_t *snapshot = snapshot_of(root, FINI);

	if (root != snapshot->root)
		fail("di_fini: %p is not the root of its snapshot", (void *)root);
	for (int i = 0; i < MOST_SNAPSHOTS; i++) {
		if (live[i] == (char *)snapshot)
			live[i] = NULL;
	}
	latest = NULL;
	quarantine((char *)snapshot);
	atomic_fetch_sub(&live_snapshots, 1);
}

static di_node_t
after(di_node_t node, int action)
{
	if (action != WALK_PRUNECHILD && node->child != NULL)
		return (node->child);
	while (node != NULL && (node->sibling == NULL || action == WALK_PRUNESIB)) {
		node = node->parent;
		action = 0;
	}
	return (node == NULL ? NULL : node->sibling);
}

API int
di_walk_node(di_node_t root, unsigned int flag, void *arg, int (*callback)(di_node_t, void *))
{
	snapshot_t *snapshot = snapshot_of(root, WALK_NODE);
	long shown = 0;

	if (flag != WALK_CLDFIRST)
		fail("di_walk_node: flag %u, but child first is wanted", flag);
	hang_while(snapshot->walk_hangs);
	for (di_node_t node = root; node != NULL; ) {
		if (shown++ == snapshot->walk_after) {
			errno = snapshot->walk_errno;
			return (snapshot->walk_loses ? 0 : -1);
		}
		int action = node == snapshot->walk_late ? 0 : callback(node, arg);
		if (snapshot_of(root, WALK_NODE) != snapshot)
			fail("di_walk_node: the callback ended the snapshot");
		counts[WALK_NODE]--;
		if (action == WALK_TERMINATE)
			return (0);
		if (snapshot->walk_skips != NULL && node->name != NULL &&
		    strcmp(node->name, snapshot->walk_skips) == 0)
			action = WALK_PRUNECHILD;
		node = after(node, action);
	}
	if (snapshot->walk_late != NULL)
		(void) callback(snapshot->walk_late, arg);
	return (0);
}

/* Gives a node, or DI_NODE_NIL with ENXIO. */
static di_node_t
or_nil(di_node_t node)
{
	if (node == NULL)
		errno = ENXIO;
	return (node);
}

API di_node_t
di_child_node(di_node_t node)
{
	(void) snapshot_of(node, CHILD_NODE);
	return (or_nil(node->child));
}

API di_node_t
di_sibling_node(di_node_t node)
{
	(void) snapshot_of(node, SIBLING_NODE);
	return (or_nil(node->sibling));
}

API di_node_t
di_vhci_first_node(di_node_t root)
{
	return (or_nil(snapshot_of(root, VHCI_FIRST)->vhcis));
}

API di_node_t
di_vhci_next_node(di_node_t node)
{
	(void) snapshot_of(node, VHCI_NEXT);
	return (or_nil(node->next_vhci));
}

API di_node_t
di_phci_first_node(di_node_t vhci)
{
	(void) snapshot_of(vhci, PHCI_FIRST);
	return (or_nil(vhci->top_phci));
}

API di_node_t
di_phci_next_node(di_node_t node)
{
	(void) snapshot_of(node, PHCI_NEXT);
	return (or_nil(node->next_phci));
}

API di_path_t
di_path_client_next_path(di_node_t node, di_path_t path)
{
	di_path_t next;

	(void) snapshot_of(node, CLIENT_NEXT_PATH);
	if (path == NULL) {
		next = node->paths;
	} else {
		counts[CLIENT_NEXT_PATH]--;
		(void) snapshot_of(path, CLIENT_NEXT_PATH);
		next = path->next;
	}
	if (next == NULL)
		errno = node->paths_errno;
	return (next);
}

API di_node_t
di_path_phci_node(di_path_t path)
{
	(void) snapshot_of(path, PHCI_NODE);
	return (or_nil(path->phci));
}

API di_path_state_t
di_path_state(di_path_t path)
{
	(void) snapshot_of(path, STATE);
	return (path->state);
}

API char *
di_path_bus_addr(di_path_t path)
{
	(void) snapshot_of(path, BUS_ADDR);
	return ((char *)path->bus_addr);
}

API char *
di_devfs_path(di_node_t node)
{
	(void) snapshot_of(node, DEVFS_PATH);
	if (node->name == NULL) {
		errno = EINVAL;
		return (NULL);
	}
	size_t length = strlen(node->name) + 1;
	string_t *string = malloc(sizeof (*string) + length);
	if (string == NULL)
		return (NULL);
	string->magic = STRING_MAGIC;
	string->length = length;
	atomic_fetch_add(&live_strings, 1);
	return (memcpy(string + 1, node->name, length));
}

API void
di_devfs_path_free(char *path)
{
	counts[DEVFS_PATH_FREE]++;
	string_t *string = (string_t *)(void *)path - 1;
	if (path == NULL || string->magic != STRING_MAGIC)
		fail("di_devfs_path_free: %p is no live devfs path", (void *)path);
	(void) memset(string, 0, sizeof (*string) + string->length);
	free(string);
	atomic_fetch_sub(&live_strings, 1);
}

/* How many snapshots are open. */
API int
standin_live_snapshots(void)
{
	return (atomic_load(&live_snapshots));
}

/* How many devfs paths were not freed. */
API int
standin_live_strings(void)
{
	return (atomic_load(&live_strings));
}

/* How often a call was made since the library was loaded; -1 for none of its calls. */
API int64_t
standin_count(const char *call)
{
	for (int i = 0; i < CALLS; i++) {
		if (strcmp(names[i], call) == 0)
			return (counts[i]);
	}
	return (-1);
}

/* How wide C has the result of a call and its arguments; what is declared otherwise fails here. */
#define	WIDTH(type)	(__builtin_types_compatible_p(type, void) ? 0 : (int)sizeof (type))
#define	SIGNATURE(call, result, arguments, ...)	{ #call, { \
	[__builtin_types_compatible_p(__typeof__(call), result arguments) ? 0 : -1] = WIDTH(result), \
	__VA_ARGS__ } }

typedef int callback(di_node_t, void *);

static const struct {
	const char *call;
	int widths[6];
} signatures[] = {
	SIGNATURE(di_init, di_node_t, (const char *, unsigned int),
	    WIDTH(const char *), WIDTH(unsigned int)),
	SIGNATURE(di_fini, void, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_walk_node, int, (di_node_t, unsigned int, void *, callback *),
	    WIDTH(di_node_t), WIDTH(unsigned int), WIDTH(void *), WIDTH(callback *)),
	SIGNATURE(callback, int, (di_node_t, void *), WIDTH(di_node_t), WIDTH(void *)),
	SIGNATURE(di_child_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_sibling_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_vhci_first_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_vhci_next_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_phci_first_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_phci_next_node, di_node_t, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_path_client_next_path, di_path_t, (di_node_t, di_path_t),
	    WIDTH(di_node_t), WIDTH(di_path_t)),
	SIGNATURE(di_path_phci_node, di_node_t, (di_path_t), WIDTH(di_path_t)),
	SIGNATURE(di_path_state, di_path_state_t, (di_path_t), WIDTH(di_path_t)),
	SIGNATURE(di_path_bus_addr, char *, (di_path_t), WIDTH(di_path_t)),
	SIGNATURE(di_devfs_path, char *, (di_node_t), WIDTH(di_node_t)),
	SIGNATURE(di_devfs_path_free, void, (char *), WIDTH(char *)),
};

/* How many bytes the result (0) or an argument (1, 2, ...) has; 0 for none, -1 for no such call. */
API int
standin_width(const char *call, int position)
{
	for (size_t i = 0; i < sizeof (signatures) / sizeof (signatures[0]); i++) {
		if (strcmp(signatures[i].call, call) == 0)
			return (signatures[i].widths[position]);
	}
	return (-1);
}
